package com.lekiwi.heartbeat.monitor.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** What is measured of the sources. */
@Component
final class SourceMetrics {

	private final MeterRegistry registry;

	private final Counter losses;

	private final Counter events;

	private final Counter eventFailures;

	SourceMetrics(MeterRegistry registry, FleetView view, EventRing ring, SourceStatus status, Clock clock) {
		this.registry = registry;
		this.losses = Counter.builder("heartbeat.push.update.losses")
			.description("How often updates were found to be lost on their way through Redis")
			.register(registry);
		this.events = Counter.builder("heartbeat.push.events.read")
			.description("Events that were read from the log, those from before the start included")
			.register(registry);
		this.eventFailures = Counter.builder("heartbeat.push.events.failures")
			.description("How often the log of events could not be read")
			.register(registry);
		Gauge.builder("heartbeat.push.events.cursor", ring, EventRing::newest)
			.description("How far the log of events was read; -1 when it never was")
			.register(registry);
		Gauge.builder("heartbeat.push.redis.up", status, source -> source.state().redisUp() ? 1 : 0)
			.description("1 while updates arrive over Redis")
			.register(registry);
		Gauge.builder("heartbeat.push.state.manager.up", status, source -> source.state().stateManagerUp() ? 1 : 0)
			.description("1 when state-manager answered when it was last asked")
			.register(registry);
		Gauge.builder("heartbeat.push.data.age", status, source -> age(source, clock))
			.description("Age of what is shown; not a number until the fleet was read once")
			.baseUnit("seconds")
			.register(registry);
		Gauge.builder("heartbeat.push.robots", view, FleetView::size)
			.description("Robots that are known here")
			.register(registry);
	}

	void lost() {
		this.losses.increment();
	}

	void eventsRead(int count) {
		this.events.increment(count);
	}

	void eventsFailed() {
		this.eventFailures.increment();
	}

	/** Measures a reading of the whole fleet that succeeds. */
	void timed(ResyncCause cause, Runnable reading) {
		Timer.Sample sample = Timer.start(this.registry);
		reading.run();
		sample.stop(Timer.builder("heartbeat.push.resyncs")
			.description("Readings of the whole fleet from state-manager, by cause")
			.tag("cause", cause.tag())
			.register(this.registry));
	}

	private static double age(SourceStatus status, Clock clock) {
		Instant freshAsOf = status.state().freshAsOf();
		return (freshAsOf != null) ? Duration.between(freshAsOf, clock.instant()).toMillis() / 1000.0 : Double.NaN;
	}

}
