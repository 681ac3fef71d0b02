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
 * @param offlineCause why its status is offline; absent with any other status
 * @param flapping whether it goes offline and comes back again and again, so that its
 * changes are recorded and not announced
 * @param maintenance the time for which a person has set it aside; absent when nobody has
 * @param registeredAt when it was first known
 * @param retiredAt when a person took it out of the fleet; absent for a robot of the
 * fleet
 * @param versions its software
 * @param beat its newest heartbeat; absent when it was never heard
 * @param counters what was counted of its heartbeats; absent when it was never heard
 * @param teleoperationStatus whether it is driven, and by whom
 */
public record Robot(RobotId id, long version, String name, RobotType type, @Nullable String site,
		@Nullable String address, List<String> tags, RobotStatus status, Instant statusSince, boolean alive,
		@Nullable OfflineCause offlineCause, boolean flapping, @Nullable MaintenanceTime maintenance,
		Instant registeredAt, @Nullable Instant retiredAt, @Nullable Versions versions, @Nullable Beat beat,
		@Nullable Counters counters, TeleoperationStatus teleoperationStatus) {

	/** Copies the tags. */
	public Robot {
		tags = List.copyOf(tags);
	}

	/**
	 * The same robot with another beat.
	 * @param newest its newest heartbeat; absent when it was never heard
	 * @param counted what was counted of its heartbeats; absent when it was never heard
	 * @return a copy
	 */
	public Robot with(@Nullable Beat newest, @Nullable Counters counted) {
		return new Robot(this.id, this.version, this.name, this.type, this.site, this.address, this.tags, this.status,
				this.statusSince, this.alive, this.offlineCause, this.flapping, this.maintenance, this.registeredAt,
				this.retiredAt, this.versions, newest, counted, this.teleoperationStatus);
	}

}
