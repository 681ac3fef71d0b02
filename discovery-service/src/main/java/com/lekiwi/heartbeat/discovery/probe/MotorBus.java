package com.lekiwi.heartbeat.discovery.probe;

import java.util.List;

/**
 * A bus, and who answers on it.
 *
 * @param port the device, as the robot says
 * @param motors the names of its motors
 */
public record MotorBus(String port, List<String> motors) {

	/** Copies the list. */
	public MotorBus {
		motors = List.copyOf(motors);
	}

}
