package com.lekiwi.heartbeat.adapter.edgelog;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/** What became of the edge's lines on their way to us. */
@Component
class LineCounts {

	private static final String LOST = "edge.log.lines.lost";

	private final MeterRegistry registry;

	private final Map<Fate, Counter> fates = new EnumMap<>(Fate.class);

	private final Counter overload;

	LineCounts(MeterRegistry registry) {
		this.registry = registry;
		for (Fate fate : Fate.values()) {
			this.fates.put(fate,
					Counter.builder("edge.log.lines")
						.description("Lines of the edge's log that arrived, by what they were")
						.tag("kind", fate.word())
						.register(registry));
		}
		this.overload = Counter.builder(LOST)
			.description("Lines of the edge's log that were not counted")
			.tag("reason", "overload")
			.register(registry);
	}

	/** What a line was. */
	enum Fate {

		/** A request. */
		REQUEST,
		/** A copy of one. */
		COPY,
		/** A request that the edge refused by itself. */
		REFUSED,
		/** No line of the edge's. */
		MALFORMED,
		/** Sent by somebody who may not. */
		FOREIGN;

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	void count(Fate fate) {
		Counter counter = this.fates.get(fate);
		if (counter != null) {
			counter.increment();
		}
	}

	/** A line that arrived when there was no room for it. */
	void overloaded() {
		this.overload.increment();
	}

	void watch(LineNumbers numbers) {
		lost("missing", numbers, all -> all.lost().missing());
		lost("unheard", numbers, all -> all.lost().unheard());
		FunctionCounter.builder("edge.log.lines.late", numbers, all -> all.lost().late())
			.description("Lines of the edge's log that came when they had been counted as lost")
			.register(this.registry);
	}

	private void lost(String reason, LineNumbers numbers, ToDoubleFunction<LineNumbers> count) {
		FunctionCounter.builder(LOST, numbers, count)
			.description("Lines of the edge's log that were not counted")
			.tag("reason", reason)
			.register(this.registry);
	}

	void watch(Collection<?> queue) {
		Gauge.builder("edge.log.queue", queue, Collection::size)
			.description("Lines of the edge's log that wait to be read")
			.baseUnit("lines")
			.register(this.registry);
	}

	long of(Fate fate) {
		Counter counter = this.fates.get(fate);
		return (counter != null) ? (long) counter.count() : 0;
	}

	long ofOverload() {
		return (long) this.overload.count();
	}

}
