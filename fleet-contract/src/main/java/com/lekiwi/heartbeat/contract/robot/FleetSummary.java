package com.lekiwi.heartbeat.contract.robot;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fleet in numbers. But for {@code retired}, robots that are retired count nowhere.
 *
 * @param asOf when it was counted: at most a second before it was asked for
 * @param robots how many robots there are
 * @param alive how many of them have a lease that has not run out
 * @param flapping how many of them blink
 * @param retired how many were taken out of the fleet
 * @param openIncidents incidents that have not ended: of the sites asked for, and of the
 * whole fleet
 * @param byStatus how many have each status; every status is there
 * @param byType how many are of each type; every type is there
 * @param bySite how many stand at each site that has any
 * @param withoutSite how many stand at no site that is known
 * @param byTeleoperationStatus how many have each status of teleoperation; every one is
 * there
 */
public record FleetSummary(Instant asOf, long robots, long alive, long flapping, long retired, long openIncidents,
		Map<String, Long> byStatus, Map<String, Long> byType, Map<String, Long> bySite, long withoutSite,
		Map<String, Long> byTeleoperationStatus) {

	/** Copies the counts. */
	public FleetSummary {
		byStatus = sorted(byStatus);
		byType = sorted(byType);
		bySite = sorted(bySite);
		byTeleoperationStatus = sorted(byTeleoperationStatus);
	}

	private static Map<String, Long> sorted(Map<String, Long> counts) {
		return Collections.unmodifiableMap(new TreeMap<>(counts));
	}

}
