package com.lekiwi.heartbeat.discovery.probe;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an outcome was told from.
 *
 * @param buses the motor buses of a robot
 * @param contentType of the answer
 * @param bytes how many were read, headers included
 * @param sha256 of the body as far as it was read; of all that came where it is not HTTP
 * @param firstBytes the first of them, anything but printable ASCII as a dot
 */
public record Evidence(@Nullable List<MotorBus> buses, @Nullable String contentType, @Nullable Long bytes,
		@Nullable String sha256, @Nullable String firstBytes) {

	/** Copies the list. */
	public Evidence {
		buses = (buses != null) ? List.copyOf(buses) : null;
	}

}
