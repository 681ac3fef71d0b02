package com.lekiwi.heartbeat.discovery.probe;

import java.io.Serial;

/** An answer is that of no robot. */
final class NoRobotException extends Exception {

	@Serial
	private static final long serialVersionUID = 1;

	NoRobotException(String why) {
		super(why);
	}

}
