package com.lekiwi.heartbeat.adapter.dialect;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.adapter.beat.StateManagerCheck;
import com.lekiwi.heartbeat.adapter.fleet.FleetAwayException;
import com.lekiwi.heartbeat.adapter.fleet.FleetReader;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.DialectSettings;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Whether the dialect can be answered: PostgreSQL and state-manager both answered of
 * late. One look that fails says nothing; so many in a row do.
 */
@Component("dialect")
class DialectHealth implements HealthIndicator, SmartLifecycle {

	private final FleetReader fleet;

	private final StateManagerCheck stateManager;

	private final DialectSettings settings;

	private final Streak database;

	private final Streak beats;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private volatile boolean running;

	DialectHealth(FleetReader fleet, StateManagerCheck stateManager, AdapterSettings settings) {
		this.fleet = fleet;
		this.stateManager = stateManager;
		this.settings = settings.dialect();
		this.database = new Streak(this.settings.failedChecks());
		this.beats = new Streak(this.settings.failedChecks());
	}

	@Override
	public Health health() {
		boolean up = this.database.answers() && this.beats.answers();
		return (up ? Health.up() : Health.down()).withDetail("postgresql", this.database.answers())
			.withDetail("state-manager", this.beats.answers())
			.build();
	}

	private void watch() {
		try {
			do {
				this.database.add(databaseAnswers());
				this.beats.add(this.stateManager.takesBeats());
			}
			while (!this.stopped.await(this.settings.checkInterval().toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			// It is stopped.
			Thread.currentThread().interrupt();
		}
	}

	private boolean databaseAnswers() {
		try {
			this.fleet.look();
			return true;
		}
		catch (FleetAwayException ex) {
			// That is the answer.
			return false;
		}
	}

	@Override
	public void start() {
		this.running = true;
		Thread.ofPlatform().name("dialect-health").daemon().start(this::watch);
	}

	@Override
	public void stop() {
		this.running = false;
		this.stopped.countDown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
