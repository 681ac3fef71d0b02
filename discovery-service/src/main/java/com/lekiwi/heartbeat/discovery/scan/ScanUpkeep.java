package com.lekiwi.heartbeat.discovery.scan;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Counts open scans, and deletes old ones. */
@Component
final class ScanUpkeep {

	private static final Logger log = LoggerFactory.getLogger(ScanUpkeep.class);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final ScanStore scans;

	private final Map<ScanState, Integer> open = new ConcurrentHashMap<>();

	ScanUpkeep(ScanStore scans, MeterRegistry registry) {
		this.scans = scans;
		Stream.of(ScanState.QUEUED, ScanState.RUNNING)
			.forEach(state -> Gauge.builder("discovery.scans", this.open, counts -> counts.getOrDefault(state, 0))
				.description("Scans that are not over, of all replicas together")
				.tag("state", state.key())
				.register(registry));
	}

	/** Once; says how long to pause. */
	Duration keep() {
		try {
			this.open.putAll(this.scans.open());
			this.scans.prune();
		}
		catch (DataAccessException ex) {
			// PostgreSQL is away: others say so, and there is time.
			log.debug("no upkeep for now", ex);
		}
		return INTERVAL;
	}

}
