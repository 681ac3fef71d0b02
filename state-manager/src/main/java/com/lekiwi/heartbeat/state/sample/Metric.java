package com.lekiwi.heartbeat.state.sample;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import org.jspecify.annotations.Nullable;

/** The numbers of a beat of which samples are kept; the columns bear their names. */
public enum Metric {

	BATTERY_PERCENT("battery_percent"), BATTERY_VOLTAGE("battery_voltage"), CPU("cpu"), MEMORY("memory"), DISK("disk"),
	TEMPERATURE_C("temperature_c");

	private final String column;

	Metric(String column) {
		this.column = column;
	}

	/**
	 * The name of its column.
	 * @return lower case
	 */
	public String column() {
		return this.column;
	}

	/**
	 * Its value in a beat.
	 * @param beat the beat
	 * @return the value; absent when the beat did not say
	 */
	public @Nullable Float of(Heartbeat beat) {
		Battery battery = beat.battery();
		Resources resources = beat.resources();
		return switch (this) {
			case BATTERY_PERCENT -> (battery != null) ? battery.percent() : null;
			case BATTERY_VOLTAGE -> (battery != null) ? battery.voltage() : null;
			case CPU -> (resources != null) ? resources.cpu() : null;
			case MEMORY -> (resources != null) ? resources.memory() : null;
			case DISK -> (resources != null) ? resources.disk() : null;
			case TEMPERATURE_C -> (resources != null) ? resources.temperatureC() : null;
		};
	}

}
