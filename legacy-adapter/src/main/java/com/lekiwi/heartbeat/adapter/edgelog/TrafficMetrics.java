package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/**
 * Both systems, measured in the same place: each request counts for the system whose turn
 * it was, with what that answered first, whatever the client saw. Copies are counted
 * apart.
 */
@Component
class TrafficMetrics {

	private static final Duration[] BUCKETS = { Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5),
			Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
			Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3) };

	private final MeterRegistry registry;

	private final Map<Answer, Counter> requests = new ConcurrentHashMap<>();

	private final Map<Place, Timer> durations = new ConcurrentHashMap<>();

	private final Map<CopyAnswer, Counter> copies = new ConcurrentHashMap<>();

	private final Map<Side, Timer> copyDurations = new ConcurrentHashMap<>();

	private final Map<Side, Counter> rescued = new ConcurrentHashMap<>();

	private final Map<Side, Counter> unserved = new ConcurrentHashMap<>();

	private final Map<Side, Counter> keptBack = new ConcurrentHashMap<>();

	TrafficMetrics(MeterRegistry registry) {
		this.registry = registry;
		for (Side side : Side.values()) {
			this.rescued.put(side, of(side, "migration.requests.rescued",
					"Requests that this system failed, or was not asked, and the other answered"));
			this.unserved.put(side,
					of(side, "migration.requests.unserved", "Requests of which the client saw a failure"));
			this.keptBack.put(side, of(side, "migration.requests.not.asked",
					"Requests that this system was not asked, because its breaker was open"));
			this.copyDurations.put(side,
					timer("migration.shadow.request.duration", "How long a system took for a copy", side)
						.register(registry));
		}
	}

	private record Place(Side side, Endpoint endpoint) {

	}

	private record Answer(Side side, Endpoint endpoint, int status) {

	}

	private record CopyAnswer(Side side, int status) {

	}

	void count(EdgeLine.Request request) {
		Side side = request.primary();
		EdgeLine.FirstTry first = request.first();
		if (first.keptByBreaker()) {
			increment(this.keptBack, side);
		}
		else {
			this.requests.computeIfAbsent(new Answer(side, request.endpoint(), request.status()), this::requests)
				.increment();
		}
		if (first.asked() && !Double.isNaN(first.seconds())) {
			record(this.durations.computeIfAbsent(new Place(side, request.endpoint()), this::duration), first);
		}
		if (request.clientStatus() >= EdgeLine.FAILURE) {
			increment(this.unserved, side);
		}
		else if (request.servedBy() != null && request.servedBy() != side) {
			increment(this.rescued, side);
		}
	}

	void count(EdgeLine.Copy copy) {
		this.copies.computeIfAbsent(new CopyAnswer(copy.system(), copy.first().status()), this::copies).increment();
		Timer timer = this.copyDurations.get(copy.system());
		if (timer != null && copy.first().asked() && !Double.isNaN(copy.first().seconds())) {
			record(timer, copy.first());
		}
	}

	private static void record(Timer timer, EdgeLine.FirstTry first) {
		timer.record((long) (first.seconds() * TimeUnit.SECONDS.toMicros(1)), TimeUnit.MICROSECONDS);
	}

	private static void increment(Map<Side, Counter> counters, Side side) {
		Counter counter = counters.get(side);
		if (counter != null) {
			counter.increment();
		}
	}

	private Counter requests(Answer answer) {
		return Counter.builder("migration.requests")
			.description("Requests by whose turn it was and what that system answered first")
			.tag("system", answer.side().word())
			.tag("endpoint", answer.endpoint().template())
			.tag("status", Integer.toString(answer.status()))
			.register(this.registry);
	}

	/** A copy that the gate dropped, or the breaker kept back, has no status. */
	private Counter copies(CopyAnswer answer) {
		String status = switch (answer.status()) {
			case EdgeLine.NOBODY -> "dropped";
			case EdgeLine.BREAKER_OPEN -> "not_asked";
			default -> Integer.toString(answer.status());
		};
		return Counter.builder("migration.shadow.requests")
			.description("Copies of requests by the system they went to and what it answered")
			.tag("system", answer.side().word())
			.tag("status", status)
			.register(this.registry);
	}

	private Timer duration(Place place) {
		return timer("migration.request.duration", "How long the system whose turn it was took for its first answer",
				place.side())
			.tag("endpoint", place.endpoint().template())
			.register(this.registry);
	}

	private static Timer.Builder timer(String name, String description, Side side) {
		return Timer.builder(name).description(description).tag("system", side.word()).serviceLevelObjectives(BUCKETS);
	}

	private Counter of(Side side, String name, String description) {
		return Counter.builder(name).description(description).tag("system", side.word()).register(this.registry);
	}

}
