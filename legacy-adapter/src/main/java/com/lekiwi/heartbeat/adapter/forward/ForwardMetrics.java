package com.lekiwi.heartbeat.adapter.forward;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.adapter.legacy.Told;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/** What is measured of the forwarding. */
@Component
final class ForwardMetrics {

	private final MeterRegistry registry;

	private final AtomicInteger active = new AtomicInteger();

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicInteger legacyUp = new AtomicInteger(1);

	ForwardMetrics(MeterRegistry registry) {
		this.registry = registry;
		for (Told told : Told.values()) {
			counter(told.name());
		}
		counter("not_tried");
		Gauge.builder("migration.forward.active", this.active, AtomicInteger::get)
			.description("1 at the replica that tells the legacy of beats")
			.register(registry);
		Gauge.builder("migration.forward.waiting", this.waiting, AtomicInteger::get)
			.description("Beats that were taken up and not told in the last round; they are looked for anew")
			.register(registry);
		Gauge.builder("migration.forward.legacy.up", this.legacyUp, AtomicInteger::get)
			.description("0 while the legacy does not take beats")
			.register(registry);
	}

	void active(boolean is) {
		this.active.set(is ? 1 : 0);
	}

	void legacyUp(boolean is) {
		this.legacyUp.set(is ? 1 : 0);
	}

	void count(ForwardResults results) {
		results.told().values().forEach(told -> counter(told.name()).increment());
		counter("not_tried").increment(results.notTried().size());
		this.waiting.set(results.notTried().size());
	}

	private Counter counter(String outcome) {
		return Counter.builder("migration.forward.beats")
			.description("Beats of which the legacy was told, by what came of it")
			.tag("outcome", outcome.toLowerCase(Locale.ROOT))
			.register(this.registry);
	}

}
