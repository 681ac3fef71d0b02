package com.lekiwi.heartbeat.state.registry;

import java.util.HashMap;
import java.util.Map;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import org.jspecify.annotations.Nullable;

/**
 * Who a robot is, as events tell it: history is read from these.
 *
 * @param name what people call it
 * @param type what kind of robot it is
 * @param site where it stands
 * @param address its network address
 */
public record RobotIdentity(String name, RobotType type, @Nullable String site, @Nullable String address) {

	/**
	 * Who a robot is now.
	 * @param robot the robot
	 * @return its identity
	 */
	public static RobotIdentity of(RobotChange robot) {
		return new RobotIdentity(robot.name(), robot.type(), robot.site(), robot.address());
	}

	/**
	 * What an event says from which on it is so.
	 * @return details of an event
	 */
	public Map<String, Object> details() {
		Map<String, Object> details = new HashMap<>();
		details.put("name", this.name);
		details.put("type", this.type);
		if (this.site != null) {
			details.put("site", this.site);
		}
		if (this.address != null) {
			details.put("address", this.address);
		}
		return details;
	}

	/**
	 * What an event says that tells of a change: also how it was.
	 * @param previous who it was; absent when that is not known
	 * @return details of an event
	 */
	public Map<String, Object> details(@Nullable RobotIdentity previous) {
		Map<String, Object> details = details();
		if (previous != null) {
			details.put("previous", previous.details());
		}
		return details;
	}

}
