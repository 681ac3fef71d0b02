package com.lekiwi.heartbeat.contract.robot;

import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/**
 * A robot as readers see it.
 *
 * @param id its id
 * @param version rises with every change of anything here but {@code beat} and
 * {@code counters}
 * @param name what people call it; its id when nobody said
 * @param type what kind of robot it is
 * @param site where it stands
 * @param address its network address
 * @param tags words that people put on it
 * @param status the one status to show
 * @param statusSince since when it has that status
 * @param alive whether its lease has not run out: the bare fact, whatever the status
 * @param registeredAt when it was first known
 * @param versions its software
 * @param beat its newest heartbeat; absent when it was never heard
 * @param counters what was counted of its heartbeats; absent when it was never heard
 * @param teleoperationStatus whether it is driven, and by whom
 */
public record Robot(RobotId id, long version, String name, RobotType type, @Nullable String site,
		@Nullable String address, List<String> tags, RobotStatus status, Instant statusSince, boolean alive,
		Instant registeredAt, @Nullable Versions versions, @Nullable Beat beat, @Nullable Counters counters,
		TeleoperationStatus teleoperationStatus) {

	/** Copies the tags. */
	public Robot {
		tags = List.copyOf(tags);
	}

}
