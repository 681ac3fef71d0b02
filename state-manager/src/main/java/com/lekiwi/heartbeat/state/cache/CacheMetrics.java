package com.lekiwi.heartbeat.state.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Counts what becomes of reads. The hit rate is {@code cache.gets{result=hit} /
 * cache.gets}: each read is one or the other.
 */
@Component
class CacheMetrics {

	private static final String NAME = "robots";

	private final MeterRegistry registry;

	private final Counter hits;

	private final Counter misses;

	private final Counter bypassed;

	CacheMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.hits = gets("hit");
		this.misses = gets("miss");
		this.bypassed = Counter.builder("heartbeat.cache.bypassed")
			.description("Reads that did not ask Redis, because it failed of late; misses, too")
			.register(registry);
	}

	private Counter gets(String result) {
		return Counter.builder("cache.gets")
			.tag("cache", NAME)
			.tag("result", result)
			.description("Reads of one robot: answered with a copy, or from PostgreSQL")
			.register(this.registry);
	}

	void watch(CacheState state) {
		Gauge.builder("heartbeat.cache.usable", state, watched -> watched.isReadable() ? 1 : 0)
			.description("1 while reads of one robot ask Redis first")
			.register(this.registry);
	}

	void hit() {
		this.hits.increment();
	}

	void miss() {
		this.misses.increment();
	}

	void bypass() {
		this.bypassed.increment();
		this.misses.increment();
	}

	/**
	 * Counts a copy that was to be left.
	 * @param outcome filled, overtaken by a change, or full
	 */
	void fill(String outcome) {
		Counter.builder("heartbeat.cache.fills")
			.tag("outcome", outcome)
			.description("Copies that were to be left in Redis")
			.register(this.registry)
			.increment();
	}

	/**
	 * Counts a failure of Redis.
	 * @param operation look, fill or remove
	 */
	void error(String operation) {
		Counter.builder("heartbeat.cache.errors")
			.tag("operation", operation)
			.description("What Redis did not answer in time, refused, or answered with nonsense")
			.register(this.registry)
			.increment();
	}

}
