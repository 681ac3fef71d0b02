package com.lekiwi.heartbeat.state.census;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import com.lekiwi.heartbeat.contract.robot.FleetSummary;
import com.lekiwi.heartbeat.state.registry.RobotCounts.Alike;
import com.lekiwi.heartbeat.state.registry.RobotFilter;
import org.jspecify.annotations.Nullable;

/** Adds up how many robots are alike. */
final class SummarySum {

	private SummarySum() {
	}

	static FleetSummary of(Instant asOf, List<Alike> all, long openIncidents) {
		List<Alike> fleet = all.stream().filter(alike -> !alike.retired()).toList();
		return new FleetSummary(asOf, sum(fleet, alike -> true), sum(fleet, Alike::alive), sum(fleet, Alike::flapping),
				sum(all, Alike::retired), openIncidents, each(fleet, Alike::status, RobotFilter.STATUSES),
				each(fleet, Alike::type, RobotFilter.TYPES), each(fleet, Alike::site, Set.of()),
				sum(fleet, alike -> alike.site() == null),
				each(fleet, Alike::teleoperation, RobotFilter.TELEOPERATION));
	}

	private static long sum(List<Alike> robots, Predicate<Alike> which) {
		return robots.stream().filter(which).mapToLong(Alike::robots).sum();
	}

	private static Map<String, Long> each(List<Alike> robots, Function<Alike, @Nullable String> value,
			Set<String> always) {
		Map<String, Long> counts = new HashMap<>();
		always.forEach(name -> counts.put(name, 0L));
		for (Alike alike : robots) {
			String name = value.apply(alike);
			if (name != null) {
				counts.merge(name, alike.robots(), Long::sum);
			}
		}
		return counts;
	}

}
