package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.EdgeLogSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Chooses what is kept of the edge's lines, and holds it until the store takes it: every
 * failure, a sample of the rest, and who served whom.
 */
@Component
class RowCollector {

	/** A line that is further from our own time than this is dated by ours. */
	private static final Duration MOST_SKEW = Duration.ofMinutes(5);

	private final PendingRequests requests;

	private final ServedRobots robots;

	private final SplittableRandom chance = new SplittableRandom();

	private final Clock clock;

	private final int sampling;

	private final MeterRegistry registry;

	private final Counter written;

	private final Counter dropped;

	private final Counter untracked;

	RowCollector(AdapterSettings settings, Clock clock, MeterRegistry registry) {
		EdgeLogSettings.Rows rows = settings.edgeLog().rows();
		this.requests = new PendingRequests(rows.maxPending());
		this.robots = new ServedRobots(rows.maxRobots(), rows.renewAfter());
		this.clock = clock;
		this.sampling = rows.sampling();
		this.registry = registry;
		this.written = rows("written");
		this.dropped = rows("dropped");
		this.untracked = Counter.builder("edge.log.robots.untracked")
			.description("Heartbeats whose robot there was no room for in migration_tracking")
			.register(registry);
		Gauge.builder("edge.log.rows.pending", this.requests, PendingRequests::size)
			.description("Rows that wait for the store")
			.baseUnit("rows")
			.register(registry);
	}

	private Counter rows(String outcome) {
		return Counter.builder("edge.log.rows")
			.description("Rows of request_logs by what became of them")
			.tag("outcome", outcome)
			.register(this.registry);
	}

	void add(EdgeLine.Request line) {
		EdgeLine.Request request = dated(line);
		boolean kept = request.isWorthKeeping();
		if (kept || this.chance.nextInt(this.sampling) == 0) {
			boolean room = this.requests.add(new LoggedRequest(request, kept ? 1 : this.sampling));
			this.dropped.increment(room ? 0 : 1);
		}
		String robot = robot(request);
		if (request.endpoint().isBeat() && robot != null && !this.robots.add(robot, request.primary(), request.at())) {
			this.untracked.increment();
		}
	}

	private EdgeLine.Request dated(EdgeLine.Request line) {
		Instant now = this.clock.instant();
		if (Duration.between(line.at(), now).abs().compareTo(MOST_SKEW) <= 0) {
			return line;
		}
		return new EdgeLine.Request(now, line.requestId(), line.primary(), line.servedBy(), line.endpoint(),
				line.robot(), line.address(), line.clientStatus(), line.first());
	}

	/** No robot's id begins with an at sign. */
	private static @Nullable String robot(EdgeLine.Request request) {
		return (request.robot() != null) ? request.robot()
				: ((request.address() != null) ? "@" + request.address() : null);
	}

	List<LoggedRequest> takeRequests(int max) {
		return this.requests.take(max);
	}

	List<ServedRobot> takeRobots(int max) {
		return this.robots.take(max);
	}

	void written(int rows) {
		this.written.increment(rows);
	}

	void putBackRequests(List<LoggedRequest> rows) {
		this.dropped.increment(this.requests.putBack(rows));
	}

	void putBackRobots(List<ServedRobot> rows) {
		this.robots.putBack(rows);
	}

	int pending() {
		return this.requests.size();
	}

	long dropped() {
		return (long) this.dropped.count();
	}

}
