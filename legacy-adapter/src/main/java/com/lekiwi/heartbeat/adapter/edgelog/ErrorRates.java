package com.lekiwi.heartbeat.adapter.edgelog;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * How often each system fails what it is asked in the legacy's dialect, over the last
 * while. Only this is split, so only in this the two can be compared: heartbeats that
 * always go to the new one would hide its failures.
 */
@Component
class ErrorRates {

	private final Map<Side, SlidingCounts> sides = new EnumMap<>(Side.class);

	private final LongSupplier nanos;

	ErrorRates(AdapterSettings settings, MeterRegistry registry) {
		this.nanos = System::nanoTime;
		for (Side side : Side.values()) {
			this.sides.put(side, new SlidingCounts(settings.edgeLog().window()));
			Gauge.builder("migration.error.rate", this, rates -> rates.of(side).rate())
				.description("Share of requests that a system failed first, of those it was asked; "
						+ "no number when it was asked none")
				.tag("system", side.word())
				.register(registry);
		}
	}

	void count(EdgeLine.Request request) {
		SlidingCounts counts = this.sides.get(request.primary());
		if (counts == null || request.endpoint().isNewOnly()) {
			return;
		}
		if (request.first().asked()) {
			counts.add(this.nanos.getAsLong(), request.first().failed(), false);
		}
		else if (request.first().keptByBreaker()) {
			counts.add(this.nanos.getAsLong(), false, true);
		}
	}

	SlidingCounts.Sum of(Side side) {
		SlidingCounts counts = this.sides.get(side);
		return (counts != null) ? counts.sum(this.nanos.getAsLong()) : new SlidingCounts.Sum(0, 0, 0);
	}

}
