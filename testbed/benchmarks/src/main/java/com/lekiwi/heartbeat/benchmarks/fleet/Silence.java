package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/**
 * Lets robots fall silent, and measures when that is noticed. Each sends one beat more,
 * with a short interval, so that its lease ends soon.
 */
final class Silence {

	private static final Duration LEASE = Duration.ofSeconds(Fleet.SHORT_LEASE_S);

	private static final double NANOS = 1e9;

	private final Fleet fleet;

	private final FleetClient client;

	private final PostgresDatabase database;

	private final LivenessMeter meter;

	private final OfflineArrivals arrivals;

	Silence(Fleet fleet, FleetClient client, PostgresDatabase database, LivenessMeter meter, OfflineArrivals arrivals) {
		this.fleet = fleet;
		this.client = client;
		this.database = database;
		this.meter = meter;
		this.arrivals = arrivals;
	}

	/**
	 * How long after the deadline silence was noticed.
	 *
	 * @param recorded when the event was written down, just before its commit
	 * @param told when it arrived on Redis, after its commit; empty while Redis is away
	 * @param work what liveness did from the first deadline to the last
	 */
	record Lags(Latencies recorded, Latencies told, LivenessWork work) {

	}

	/**
	 * Lets robots fall silent evenly.
	 * @param robots who falls silent
	 * @param perSecond how many a second
	 */
	Lags oneByOne(int[] robots, int perSecond) {
		OfflineEvents events = OfflineEvents.fromNow(this.database);
		long began = System.nanoTime();
		long all = (long) (robots.length * NANOS / perSecond);
		OpenLoop beats = OpenLoop.start("last beats", perSecond, robots.length,
				k -> this.client.beat(Fleet.id(robots[(int) k]), this.fleet.lastBeat(robots[(int) k])));
		try (beats) {
			Waiting.untilNanos(began + LEASE.toNanos());
			LivenessWork before = this.meter.soFar();
			Waiting.untilNanos(began + all + LEASE.toNanos());
			LivenessWork work = this.meter.soFar().since(before);
			beats.latencies();
			return lags(robots, events, work);
		}
	}

	/** Lets robots fall silent at once. */
	Lags together(int[] robots) {
		OfflineEvents events = OfflineEvents.fromNow(this.database);
		new Registration(this.client).send(robots, this.fleet::lastBeat);
		LivenessWork before = this.meter.soFar();
		Waiting.forSome(LEASE);
		return lags(robots, events, this.meter.soFar().since(before));
	}

	private Lags lags(int[] robots, OfflineEvents events, LivenessWork work) {
		Set<String> expected = Arrays.stream(robots).mapToObj(Fleet::id).collect(Collectors.toSet());
		List<OfflineEvents.Offline> offline = events.await(expected);
		Latencies recorded = new Latencies();
		offline.forEach(robot -> recorded.add(robot.lagMs()));
		Latencies told = new Latencies();
		if (this.arrivals.isOpen()) {
			for (OfflineEvents.Offline robot : offline) {
				Waiting.until(robot.id() + " to be told offline", () -> this.arrivals.of(robot.id()) != null);
				Instant at = this.arrivals.of(robot.id());
				if (at == null) {
					throw new BenchmarkException(robot.id() + " was not told offline");
				}
				told.add(robot.lagMs(at));
			}
		}
		return new Lags(recorded, told, work);
	}

}
