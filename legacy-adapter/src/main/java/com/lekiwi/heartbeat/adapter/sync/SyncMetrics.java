package com.lekiwi.heartbeat.adapter.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** What is measured of the sync. The last success is that of any replica. */
@Component
final class SyncMetrics {

	private final MeterRegistry registry;

	private final AtomicReference<@Nullable Instant> lastSuccess = new AtomicReference<>();

	SyncMetrics(MeterRegistry registry, Clock clock) {
		this.registry = registry;
		// The name is part of the outside contract: no unit is added to it.
		Gauge.builder("migration.last.sync.timestamp", this.lastSuccess, last -> seconds(last.get()))
			.description("When the last run ended that reached its end, in seconds since 1970; not a number before")
			.register(registry);
		Gauge.builder("migration.sync.lag", this.lastSuccess, last -> lag(last.get(), clock))
			.description("How long ago that is: what the legacy alone heard since then is not known here")
			.baseUnit("seconds")
			.register(registry);
	}

	void lastSuccess(Instant at) {
		this.lastSuccess.set(at);
	}

	void robots(String outcome, int robots) {
		if (robots > 0) {
			Counter.builder("migration.sync.robots")
				.description("Robots that the legacy listed, by what came of it")
				.tag("outcome", outcome)
				.register(this.registry)
				.increment(robots);
		}
	}

	void run(String outcome) {
		Counter.builder("migration.sync.runs")
			.description("Runs of this replica, by how they ended")
			.tag("outcome", outcome)
			.register(this.registry)
			.increment();
	}

	private static double seconds(@Nullable Instant instant) {
		return (instant != null) ? instant.toEpochMilli() / 1000.0 : Double.NaN;
	}

	private static double lag(@Nullable Instant instant, Clock clock) {
		return (instant != null) ? Duration.between(instant, clock.instant()).toMillis() / 1000.0 : Double.NaN;
	}

}
