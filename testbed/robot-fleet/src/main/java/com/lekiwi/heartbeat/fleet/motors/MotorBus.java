package com.lekiwi.heartbeat.fleet.motors;

import java.util.List;

/**
 * One bus.
 *
 * @param port the device
 * @param motors the motors that answer on it
 */
public record MotorBus(String port, List<String> motors) {

	/** Copies the list. */
	public MotorBus {
		motors = List.copyOf(motors);
	}

}
