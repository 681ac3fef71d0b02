package com.lekiwi.heartbeat.state.heartbeat;

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

/** What is measured of heartbeats on their way to disk. */
@Component
class IngestMetrics {

	private final Map<BeatOutcome, Counter> outcomes = new EnumMap<>(BeatOutcome.class);

	private final Counter invalid;

	private final Timer answer;

	private final Timer commit;

	private final DistributionSummary group;

	private final MeterRegistry registry;

	IngestMetrics(MeterRegistry registry) {
		this.registry = registry;
		for (BeatOutcome outcome : BeatOutcome.values()) {
			this.outcomes.put(outcome, beats(outcome.name().toLowerCase(Locale.ROOT)));
		}
		this.invalid = beats("invalid");
		this.answer = Timer.builder("heartbeat.answer")
			.description("From the arrival of a beat to its answer, the commit included")
			.serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5),
					Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
					Duration.ofMillis(500), Duration.ofSeconds(2))
			.register(registry);
		this.commit = Timer.builder("heartbeat.commit")
			.description("One group: fold, write, commit")
			.serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5),
					Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1))
			.register(registry);
		this.group = DistributionSummary.builder("heartbeat.group")
			.description("Beats in one commit")
			.baseUnit("beats")
			.register(registry);
	}

	private Counter beats(String outcome) {
		return Counter.builder("heartbeat.beats")
			.description("Beats by what became of them")
			.tag("outcome", outcome)
			.register(this.registry);
	}

	void watchQueue(Collection<?> queue) {
		Gauge.builder("heartbeat.queue", queue, Collection::size)
			.description("Beats that wait for a commit")
			.baseUnit("beats")
			.register(this.registry);
	}

	void answered(BeatOutcome outcome, long nanos) {
		settled(outcome);
		this.answer.record(nanos, TimeUnit.NANOSECONDS);
	}

	void settled(BeatOutcome outcome) {
		Counter counter = this.outcomes.get(outcome);
		if (counter != null) {
			counter.increment();
		}
	}

	void invalid() {
		this.invalid.increment();
	}

	void committed(int beats, long nanos) {
		this.commit.record(nanos, TimeUnit.NANOSECONDS);
		this.group.record(beats);
	}

}
