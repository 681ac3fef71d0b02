package com.lekiwi.heartbeat.monitor.push;

import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which robots a watcher wants. A set that is empty takes all; a robot must be taken by
 * each of the sets.
 *
 * @param status statuses
 * @param type kinds of robots
 * @param site sites
 * @param ids robots
 * @param offlineCause why they are offline: takes no robot that is not
 * @param flapping whether they blink; absent for either
 */
record RobotFilter(Set<RobotStatus> status, Set<RobotType> type, Set<String> site, Set<RobotId> ids,
		Set<OfflineCause> offlineCause, @Nullable Boolean flapping) {

	static final RobotFilter ALL = new RobotFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null);

	RobotFilter {
		status = Set.copyOf(status);
		type = Set.copyOf(type);
		site = Set.copyOf(site);
		ids = Set.copyOf(ids);
		offlineCause = Set.copyOf(offlineCause);
	}

	boolean takesAll() {
		return equals(ALL);
	}

	boolean takes(Robot robot) {
		return (this.status.isEmpty() || this.status.contains(robot.status()))
				&& (this.type.isEmpty() || this.type.contains(robot.type()))
				&& (this.site.isEmpty() || (robot.site() != null && this.site.contains(robot.site())))
				&& (this.ids.isEmpty() || this.ids.contains(robot.id()))
				&& (this.offlineCause.isEmpty()
						|| (robot.offlineCause() != null && this.offlineCause.contains(robot.offlineCause())))
				&& (this.flapping == null || this.flapping == robot.flapping());
	}

}
