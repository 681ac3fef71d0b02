package com.lekiwi.heartbeat.fleet.neighbourhood;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a neighbour, and what came to it.
 *
 * @param number counts the neighbours
 * @param address its own address
 * @param character what it does when it is asked
 * @param robot whether it is a robot that answers
 * @param id its id; absent when it is no robot
 * @param name what people call it; absent when it is no robot
 * @param type what kind of robot it is, unknown where nobody can tell; absent when it is
 * no robot
 * @param identifiable whether its answer is enough to tell the type
 * @param claim the type that it claims; absent where it claims none
 * @param connections how many there were since the start, also of those that asked for
 * nothing; absent where they are refused, which nobody can count
 * @param requests how many requests were read
 * @param redirectsFollowed how many went where it sent them
 */
public record NeighbourTruth(int number, String address, NeighbourCharacter character, boolean robot,
		@Nullable RobotId id, @Nullable String name, @Nullable RobotType type, boolean identifiable,
		@Nullable RobotType claim, @Nullable Long connections, long requests, long redirectsFollowed) {

	static NeighbourTruth of(Neighbour neighbour, Traffic traffic) {
		Long connections = (neighbour.character() == NeighbourCharacter.REFUSING) ? null : traffic.connections();
		String address = neighbour.address().getHostAddress();
		RobotSelf robot = neighbour.robot();
		if (robot == null) {
			return new NeighbourTruth(neighbour.number(), address, neighbour.character(), false, null, null, null,
					false, null, connections, traffic.requests(), traffic.redirectsFollowed());
		}
		return new NeighbourTruth(neighbour.number(), address, neighbour.character(), true, robot.id(), robot.name(),
				robot.type(), robot.identifiable(), robot.claim(), connections, traffic.requests(),
				traffic.redirectsFollowed());
	}

}
