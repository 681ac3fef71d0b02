package com.lekiwi.heartbeat.state.census;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.lekiwi.heartbeat.contract.robot.FleetSummary;
import com.lekiwi.heartbeat.state.registry.RobotCounts;
import com.lekiwi.heartbeat.state.registry.RobotFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts robots. All of them are counted at most once a second, by the first who asks;
 * the others wait for that, or take what was counted less than a second ago. What is
 * looked for by words or tags is counted each time.
 */
@Component
public class FleetCensus {

	private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

	private final RobotCounts counts;

	private final Clock clock;

	private final ReentrantLock counting = new ReentrantLock();

	private final AtomicReference<@Nullable Count> newest = new AtomicReference<>();

	FleetCensus(RobotCounts counts, Clock clock) {
		this.counts = counts;
		this.clock = clock;
	}

	/**
	 * What was counted.
	 *
	 * @param asOf when, for people
	 * @param takenAt the same in {@link System#nanoTime()}, which no clock's step moves
	 * @param robots how many are alike
	 * @param incidents sites of the incidents that have not ended
	 */
	private record Count(Instant asOf, long takenAt, List<RobotCounts.Alike> robots, List<String> incidents) {

		boolean isFresh() {
			return System.nanoTime() - this.takenAt < MAX_AGE_NANOS;
		}

	}

	/**
	 * Counts the robots of a filter that are not retired.
	 * @param filter which robots
	 * @return how many there are, or were up to a second ago
	 */
	public long count(RobotFilter filter) {
		return among(filter, count(() -> this.counts.of(filter), filter.searches()).robots()).stream()
			.filter(alike -> !alike.retired())
			.mapToLong(RobotCounts.Alike::robots)
			.sum();
	}

	FleetSummary summary(RobotFilter filter) {
		Count count = count(() -> this.counts.of(filter), filter.searches());
		long incidents = count.incidents()
			.stream()
			.filter(site -> site.isEmpty() || isAmong(site, filter.sites()))
			.count();
		return SummarySum.of(count.asOf(), among(filter, count.robots()), incidents);
	}

	private Count count(Supplier<List<RobotCounts.Alike>> found, boolean searches) {
		if (searches) {
			return take(found);
		}
		Count count = this.newest.get();
		if (count != null && count.isFresh()) {
			return count;
		}
		this.counting.lock();
		try {
			count = this.newest.get();
			if (count == null || !count.isFresh()) {
				count = take(this.counts::all);
				this.newest.set(count);
			}
			return count;
		}
		finally {
			this.counting.unlock();
		}
	}

	private Count take(Supplier<List<RobotCounts.Alike>> robots) {
		Instant asOf = this.clock.instant();
		long takenAt = System.nanoTime();
		return new Count(asOf, takenAt, robots.get(), this.counts.openIncidents());
	}

	private static List<RobotCounts.Alike> among(RobotFilter filter, List<RobotCounts.Alike> robots) {
		return robots.stream()
			.filter(alike -> isAmong(alike.status(), filter.statuses()) && isAmong(alike.type(), filter.types())
					&& isAmong(alike.site(), filter.sites()) && isAmong(alike.teleoperation(), filter.teleoperation()))
			.toList();
	}

	private static boolean isAmong(@Nullable String value, Set<String> asked) {
		return asked.isEmpty() || (value != null && asked.contains(value));
	}

}
