package com.lekiwi.heartbeat.monitor.fleet;

import java.util.Set;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
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
public record RobotFilter(Set<RobotStatus> status, Set<RobotType> type, Set<String> site, Set<RobotId> ids,
		Set<OfflineCause> offlineCause, @Nullable Boolean flapping) {

	/** Takes all robots. */
	public static final RobotFilter ALL = new RobotFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null);

	/** Copies the sets. */
	public RobotFilter {
		status = Set.copyOf(status);
		type = Set.copyOf(type);
		site = Set.copyOf(site);
		ids = Set.copyOf(ids);
		offlineCause = Set.copyOf(offlineCause);
	}

	/**
	 * Whether there is nothing to look at.
	 * @return whether it takes all robots
	 */
	public boolean takesAll() {
		return equals(ALL);
	}

	/**
	 * Whether a robot is wanted as it is now.
	 * @param robot the robot
	 * @return whether each of the sets takes it
	 */
	public boolean takes(Robot robot) {
		return (this.status.isEmpty() || this.status.contains(robot.status()))
				&& (this.type.isEmpty() || this.type.contains(robot.type()))
				&& (this.site.isEmpty() || (robot.site() != null && this.site.contains(robot.site())))
				&& (this.ids.isEmpty() || this.ids.contains(robot.id()))
				&& (this.offlineCause.isEmpty()
						|| (robot.offlineCause() != null && this.offlineCause.contains(robot.offlineCause())))
				&& (this.flapping == null || this.flapping == robot.flapping());
	}

	/**
	 * Whether an event is wanted. Those of sites and of the observer are, always; a
	 * robot's by who it is and where it stands, whatever its status. When nothing is
	 * known of it but its id, the id decides.
	 * @param event the event
	 * @param view knows the robots
	 * @return whether to tell of it
	 */
	public boolean takesEvent(FleetEvent event, FleetView view) {
		if (event.subjectKind() != SubjectKind.ROBOT || takesAll()) {
			return true;
		}
		RobotId id = new RobotId(event.subject());
		if (!this.ids.isEmpty() && !this.ids.contains(id)) {
			return false;
		}
		Robot robot = view.known(id);
		return robot == null || ((this.type.isEmpty() || this.type.contains(robot.type()))
				&& (this.site.isEmpty() || (robot.site() != null && this.site.contains(robot.site()))));
	}

}
