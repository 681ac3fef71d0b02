package com.lekiwi.heartbeat.adapter.sync;

import java.time.Duration;

import com.lekiwi.heartbeat.starter.pace.PacedLoop;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Makes runs for as long as the service runs, when no other replica does. */
@Component
final class SyncLoop implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(SyncLoop.class);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

	private static final int LOOKS_PER_PRUNING = 200;

	private final FleetSync sync;

	private final SyncRuns runs;

	private final SyncMetrics metrics;

	private final Duration pause;

	private final PacedLoop loop = new PacedLoop("legacy-sync", this::look);

	private boolean away;

	private int looks;

	SyncLoop(FleetSync sync, SyncRuns runs, SyncMetrics metrics, AdapterSettings settings) {
		this.sync = sync;
		this.runs = runs;
		this.metrics = metrics;
		Duration interval = settings.sync().interval();
		this.pause = (interval.compareTo(LONGEST_PAUSE) < 0) ? interval : LONGEST_PAUSE;
	}

	private Duration look() throws InterruptedException {
		try {
			this.sync.step();
			this.runs.lastSuccess().ifPresent(this.metrics::lastSuccess);
			if (this.looks++ % LOOKS_PER_PRUNING == 0) {
				this.runs.prune();
			}
			this.away = false;
		}
		catch (DataAccessException ex) {
			// PostgreSQL is away, or state-manager has not brought it up to date yet.
			if (!this.away) {
				log.warn("no sync for now: {}", ex.getMessage());
			}
			this.away = true;
		}
		return this.pause;
	}

	@Override
	public void start() {
		this.loop.start();
	}

	@Override
	public void stop() {
		this.loop.stop();
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

}
