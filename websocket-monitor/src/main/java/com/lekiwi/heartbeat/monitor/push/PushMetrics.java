package com.lekiwi.heartbeat.monitor.push;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/** What is measured of the push. */
@Component
final class PushMetrics {

	private final MeterRegistry registry;

	private final Counter conflated;

	/** One for each kind of frame. */
	private final Map<String, Counter> frames = new ConcurrentHashMap<>();

	PushMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.conflated = Counter.builder("heartbeat.push.conflated")
			.description("Changes that were left out of deltas because a newer one of the same robot overtook them")
			.register(registry);
	}

	void watch(PushSessions sessions) {
		Gauge.builder("heartbeat.push.sessions", sessions, PushSessions::size)
			.description("Open WebSockets")
			.register(this.registry);
		Gauge.builder("heartbeat.push.pending", sessions, PushSessions::pending)
			.description("Changes of the fleet that open sessions were not told yet, summed over the sessions")
			.register(this.registry);
		Gauge.builder("heartbeat.push.blocked", sessions, watched -> watched.budget().bytes())
			.description("Size of the frames that are on their way to slow sessions, each counted once")
			.baseUnit("bytes")
			.register(this.registry);
	}

	void sent(String op, long count) {
		this.frames
			.computeIfAbsent(op,
					kind -> Counter.builder("heartbeat.push.frames")
						.description("Frames that were sent, by kind")
						.tag("op", kind)
						.register(this.registry))
			.increment((double) count);
	}

	void conflated(long changes) {
		if (changes > 0) {
			this.conflated.increment((double) changes);
		}
	}

	void refused() {
		Counter.builder("heartbeat.push.refused")
			.description("WebSockets that were refused because too many are open")
			.register(this.registry)
			.increment();
	}

	void closed(String reason) {
		Counter.builder("heartbeat.push.closed")
			.description("WebSockets that have ended, by reason")
			.tag("reason", reason)
			.register(this.registry)
			.increment();
	}

}
