package com.lekiwi.heartbeat.benchmarks.discovery;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourhoodTruth;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import com.lekiwi.heartbeat.legacy.launch.LegacySettings;
import com.lekiwi.heartbeat.legacy.poll.AddressRange;
import com.lekiwi.heartbeat.legacy.poll.Networks;
import com.lekiwi.heartbeat.legacy.poll.PollCount;
import com.lekiwi.heartbeat.legacy.poll.PollSettings;

/**
 * The legacy itself, which asks the same addresses one after the other: its first round.
 */
final class SerialTrial {

	private static final double MS_PER_S = 1e3;

	/** Nothing but one round is wanted. */
	private static final Duration INTERVAL = Duration.ofHours(1);

	private static final Duration PAUSE = Duration.ofMillis(100);

	/** On top of what the dead cost. */
	private static final Duration SPARE = Duration.ofMinutes(2);

	private SerialTrial() {
	}

	/**
	 * Measures a round.
	 * @return how long it took, in seconds
	 * @throws BenchmarkException if it does not end, or does not hear every robot
	 */
	static double measure(BenchmarkRun run, NeighbourhoodTruth neighbours, Clock clock) {
		List<AddressRange> ranges = neighbours.neighbours()
			.stream()
			.map(neighbour -> AddressRange.of(neighbour.address()))
			.toList();
		PollSettings polls = new PollSettings(neighbours.port(), INTERVAL,
				Duration.ofMillis(DiscoverySettings.TIMEOUT_MS), Networks.of(List.of("127.20.0.0/16")), ranges);
		Legacy legacy = run.resources().open(() -> legacy(polls, clock));
		legacy.start();
		PollCount count = firstRound(legacy, ranges.size());
		run.resources().close(legacy);
		long robots = neighbours.neighbours().stream().filter(NeighbourTruth::robot).count();
		if (count.asked() != ranges.size() || count.answered() != robots) {
			throw new BenchmarkException("the legacy asked %d of %d addresses and heard %d of %d robots"
				.formatted(count.asked(), ranges.size(), count.answered(), robots));
		}
		return count.lastRoundMs() / MS_PER_S;
	}

	private static Legacy legacy(PollSettings polls, Clock clock) {
		try {
			return new Legacy(
					new LegacySettings(0, LegacySettings.NO_CONTROL, ZoneOffset.UTC, Duration.ofSeconds(15), polls),
					clock);
		}
		catch (IOException ex) {
			throw new BenchmarkException("the legacy does not start: " + ex.getMessage(), ex);
		}
	}

	private static PollCount firstRound(Legacy legacy, int addresses) {
		long end = System.nanoTime() + SPARE.toNanos()
				+ Duration.ofMillis((long) addresses * DiscoverySettings.TIMEOUT_MS).toNanos();
		while (legacy.polls().rounds() == 0) {
			if (System.nanoTime() > end) {
				throw new BenchmarkException("the legacy's round does not end: " + legacy.polls());
			}
			Waiting.forSome(PAUSE);
		}
		return legacy.polls();
	}

}
