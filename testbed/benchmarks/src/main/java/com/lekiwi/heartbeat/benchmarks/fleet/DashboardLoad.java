package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Duration;
import java.util.function.Supplier;

import com.lekiwi.heartbeat.benchmarks.process.PrometheusPage;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;

/**
 * Some operators' pages, which ask for the same robots once a second, while each of them
 * beats every few seconds.
 */
final class DashboardLoad {

	/** What the service counts of its cache of robots. */
	private static final String READS = "cache_gets_total";

	private DashboardLoad() {
	}

	/**
	 * Loads, and counts the cache's hits.
	 * @param client asks
	 * @param fleet whose robots
	 * @param robots the first of them are watched
	 * @param metrics the service's counters
	 * @param time for how long
	 * @return hits ÷ reads; NaN when the service counts none
	 */
	static double hitRate(FleetClient client, Fleet fleet, int[] robots, Supplier<PrometheusPage> metrics,
			Duration time) {
		int watched = Math.min(FleetSettings.WATCHED_ROBOTS, robots.length);
		try (OpenLoop beats = OpenLoop.start("beats of watched robots",
				(double) watched / FleetSettings.WATCHED_INTERVAL_S, k -> {
					int robot = robots[(int) (k % watched)];
					return client.beat(Fleet.id(robot), fleet.nextBeat(robot));
				});
				OpenLoop gets = OpenLoop.start("dashboard", (double) watched * FleetSettings.OPERATORS,
						k -> client.get("robots/" + Fleet.id(robots[(int) (k % watched)])))) {
			PrometheusPage before = metrics.get();
			Waiting.forSome(time);
			PrometheusPage after = metrics.get();
			beats.latencies();
			gets.latencies();
			return rate(before, after);
		}
	}

	static double rate(PrometheusPage before, PrometheusPage after) {
		double hits = after.sum(READS, "result=\"hit\"") - before.sum(READS, "result=\"hit\"");
		double reads = after.sum(READS, "") - before.sum(READS, "");
		return (reads > 0) ? hits / reads : Double.NaN;
	}

}
