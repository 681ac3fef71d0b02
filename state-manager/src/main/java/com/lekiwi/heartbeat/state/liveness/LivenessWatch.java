package com.lekiwi.heartbeat.state.liveness;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import com.lekiwi.heartbeat.state.lease.DueLeases;
import com.lekiwi.heartbeat.state.lease.LeaseRebuild;
import com.lekiwi.heartbeat.state.pace.PacedThread;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Looks again and again for robots whose lease is over: in the index in Redis, or by
 * sweeping PostgreSQL while Redis is away or has forgotten. PostgreSQL decides either
 * way. A seldom sweep finds what the index may have lost unnoticed.
 */
@Component
class LivenessWatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(LivenessWatch.class);

	private final DueLeases leases;

	private final LeaseRebuild rebuild;

	private final OfflineMarker marker;

	private final ClockRepair repair;

	private final UpdatePublisher publisher;

	private final Clock clock;

	private final StateManagerProperties.Liveness settings;

	private final Timer sweep;

	private final PacedThread thread;

	private boolean indexed = true;

	private boolean storeAway;

	private long sweptAt;

	LivenessWatch(DueLeases leases, LeaseRebuild rebuild, OfflineMarker marker, ClockRepair repair,
			UpdatePublisher publisher, Clock clock, StateManagerProperties properties, MeterRegistry registry) {
		this.leases = leases;
		this.rebuild = rebuild;
		this.marker = marker;
		this.repair = repair;
		this.publisher = publisher;
		this.clock = clock;
		this.settings = properties.liveness();
		this.sweep = Timer.builder("heartbeat.liveness.sweep")
			.description("One look through all leases in PostgreSQL")
			.register(registry);
		this.thread = new PacedThread("liveness-watch", this.settings.leaseInterval(), this::look);
		this.sweptAt = System.nanoTime();
	}

	private void look() {
		boolean whole = false;
		try {
			DueLeases.Taken taken = this.leases.take(this.clock.instant(), this.settings.sweepLimit());
			whole = taken.whole();
			if (!whole) {
				this.rebuild.request();
			}
			for (DueLeases.Claim claim : taken.claims()) {
				confirm(claim);
			}
		}
		catch (DataAccessException ex) {
			if (this.indexed) {
				log.warn("PostgreSQL is swept for silent robots until Redis is back: {}", ex.getMessage());
			}
			whole = false;
		}
		this.indexed = whole;
		long pause = (whole ? this.settings.checkInterval() : this.settings.sweepInterval()).toNanos();
		if (System.nanoTime() - this.sweptAt >= pause) {
			sweep();
		}
	}

	private void confirm(DueLeases.Claim claim) {
		try {
			OfflineMarker.Confirmation confirmed = this.marker.confirm(claim.robots());
			this.publisher.publish(confirmed.marked(), List.of());
			this.leases.settle(claim, confirmed.gone(), confirmed.later());
			reached();
		}
		catch (SQLException ex) {
			// What was claimed comes up again.
			away(ex);
		}
	}

	private void sweep() {
		long start = System.nanoTime();
		try {
			this.repair.cutWhatReachesIntoTheFuture();
			List<RobotChange> gone;
			do {
				gone = this.marker.sweep(this.settings.sweepLimit());
				this.publisher.publish(gone, List.of());
			}
			while (gone.size() == this.settings.sweepLimit());
			reached();
		}
		catch (SQLException ex) {
			away(ex);
		}
		this.sweptAt = System.nanoTime();
		this.sweep.record(this.sweptAt - start, TimeUnit.NANOSECONDS);
	}

	private void reached() {
		this.storeAway = false;
	}

	private void away(SQLException failure) {
		if (!this.storeAway) {
			log.warn("cannot look for silent robots: {}", failure.getMessage());
		}
		this.storeAway = true;
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

}
