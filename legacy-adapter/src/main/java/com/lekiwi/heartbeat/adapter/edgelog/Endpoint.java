package com.lekiwi.heartbeat.adapter.edgelog;

/** What may be asked, as a closed set: a path that somebody made up is no label. */
enum Endpoint {

	HEALTH("/health"), ROBOTS("/robots"), ROBOT("/robots/{id}"),
	TELEOPERATION_STATUS("/robots/{id}/teleoperation-status"), HEARTBEAT("/heartbeat"),
	V2_HEARTBEAT("/api/v2/robots/{id}/heartbeat"), V2_HEARTBEATS("/api/v2/heartbeats"), OTHER("other");

	private static final String OF_A_ROBOT = "/robots/";

	private static final String V2_OF_A_ROBOT = "/api/v2/robots/";

	private final String template;

	Endpoint(String template) {
		this.template = template;
	}

	String template() {
		return this.template;
	}

	/** Whether one robot says here that it is alive. */
	boolean isBeat() {
		return this == HEARTBEAT || this == V2_HEARTBEAT;
	}

	/** Whether it is never split: only the new system knows it. */
	boolean isNewOnly() {
		return this == V2_HEARTBEAT || this == V2_HEARTBEATS;
	}

	static Endpoint of(String path) {
		return switch (path) {
			case "/health" -> HEALTH;
			case "/robots" -> ROBOTS;
			case "/heartbeat" -> HEARTBEAT;
			case "/api/v2/heartbeats" -> V2_HEARTBEATS;
			default -> ofARobot(path);
		};
	}

	private static Endpoint ofARobot(String path) {
		if (path.startsWith(V2_OF_A_ROBOT)) {
			return rest(path, V2_OF_A_ROBOT).equals("/heartbeat") ? V2_HEARTBEAT : OTHER;
		}
		if (path.startsWith(OF_A_ROBOT) && path.length() > OF_A_ROBOT.length()) {
			return switch (rest(path, OF_A_ROBOT)) {
				case "" -> ROBOT;
				case "/teleoperation-status" -> TELEOPERATION_STATUS;
				default -> OTHER;
			};
		}
		return OTHER;
	}

	/** What follows the robot's id. */
	private static String rest(String path, String prefix) {
		int end = path.indexOf('/', prefix.length());
		return (end < 0) ? "" : path.substring(end);
	}

}
