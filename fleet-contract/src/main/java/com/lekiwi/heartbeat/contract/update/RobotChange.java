package com.lekiwi.heartbeat.contract.update;

import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.MaintenanceTime;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.robot.TeleoperationStatus;
import org.jspecify.annotations.Nullable;

/**
 * A robot without its beat; the fields are those of
 * {@link com.lekiwi.heartbeat.contract.robot.Robot}.
 *
 * @param id its id
 * @param version rises with every change
 * @param name what people call it
 * @param type what kind of robot it is
 * @param site where it stands
 * @param address its network address
 * @param tags words that people put on it
 * @param status the one status to show
 * @param statusSince since when it has that status
 * @param alive whether its lease has not run out
 * @param offlineCause why its status is offline
 * @param flapping whether it blinks
 * @param maintenance the time for which a person has set it aside
 * @param registeredAt when it was first known
 * @param retiredAt when a person took it out of the fleet: whoever shows the fleet shows
 * it no more
 * @param versions its software
 * @param teleoperationStatus whether it is driven, and by whom
 */
public record RobotChange(RobotId id, long version, String name, RobotType type, @Nullable String site,
		@Nullable String address, List<String> tags, RobotStatus status, Instant statusSince, boolean alive,
		@Nullable OfflineCause offlineCause, boolean flapping, @Nullable MaintenanceTime maintenance,
		Instant registeredAt, @Nullable Instant retiredAt, @Nullable Versions versions,
		TeleoperationStatus teleoperationStatus) {

	/** Copies the tags. */
	public RobotChange {
		tags = List.copyOf(tags);
	}

	/**
	 * A robot without its beat.
	 * @param robot the robot
	 * @return all of it but the beat and the counters
	 */
	public static RobotChange of(Robot robot) {
		return new RobotChange(robot.id(), robot.version(), robot.name(), robot.type(), robot.site(), robot.address(),
				robot.tags(), robot.status(), robot.statusSince(), robot.alive(), robot.offlineCause(),
				robot.flapping(), robot.maintenance(), robot.registeredAt(), robot.retiredAt(), robot.versions(),
				robot.teleoperationStatus());
	}

	/**
	 * The robot with a beat.
	 * @param beat its newest heartbeat; absent when it was never heard
	 * @param counters what was counted of its heartbeats; absent when it was never heard
	 * @return the whole robot
	 */
	public Robot with(@Nullable Beat beat, @Nullable Counters counters) {
		return new Robot(this.id, this.version, this.name, this.type, this.site, this.address, this.tags, this.status,
				this.statusSince, this.alive, this.offlineCause, this.flapping, this.maintenance, this.registeredAt,
				this.retiredAt, this.versions, beat, counters, this.teleoperationStatus);
	}

}
