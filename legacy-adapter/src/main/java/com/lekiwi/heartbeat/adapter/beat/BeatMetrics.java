package com.lekiwi.heartbeat.adapter.beat;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** What is measured of beats on their way to state-manager. */
@Component
class BeatMetrics {

	private static final Duration[] BUCKETS = { Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5),
			Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
			Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1) };

	private final Map<Delivery, Counter> deliveries = new EnumMap<>(Delivery.class);

	private final MeterRegistry registry;

	private final DistributionSummary batch;

	private final Timer waiting;

	private final Timer answer;

	BeatMetrics(MeterRegistry registry) {
		this.registry = registry;
		for (Delivery delivery : Delivery.values()) {
			this.deliveries.put(delivery,
					Counter.builder("adapter.beats")
						.description("Beats in the legacy's dialect by what became of them")
						.tag("outcome", delivery.name().toLowerCase(Locale.ROOT))
						.register(registry));
		}
		this.batch = DistributionSummary.builder("adapter.beats.batch")
			.description("Beats in one request to state-manager")
			.baseUnit("beats")
			.register(registry);
		this.waiting = Timer.builder("adapter.beats.waiting")
			.description("How long the oldest beat of a batch waited to be handed over")
			.serviceLevelObjectives(BUCKETS)
			.register(registry);
		this.answer = Timer.builder("adapter.beats.answer")
			.description("From the arrival of a beat to what became of it")
			.serviceLevelObjectives(BUCKETS)
			.register(registry);
	}

	void watchQueue(Collection<?> queue) {
		Gauge.builder("adapter.beats.queue", queue, Collection::size)
			.description("Beats that wait to be handed over")
			.baseUnit("beats")
			.register(this.registry);
	}

	void handingOver(int beats, long oldestNanos) {
		this.batch.record(beats);
		this.waiting.record(oldestNanos, TimeUnit.NANOSECONDS);
	}

	void answered(Delivery delivery, long nanos) {
		Counter counter = this.deliveries.get(delivery);
		if (counter != null) {
			counter.increment();
		}
		this.answer.record(nanos, TimeUnit.NANOSECONDS);
	}

}
