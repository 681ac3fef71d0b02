package com.lekiwi.heartbeat.adapter.forward;

import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.adapter.legacy.LegacyBeat;
import com.lekiwi.heartbeat.adapter.legacy.Told;
import com.lekiwi.heartbeat.starter.pace.PacedLoop;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.ForwardSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells the legacy of fresh beats for as long as the service runs, at one replica. Beats
 * wait in PostgreSQL and not here: a legacy that is away costs nothing but their age.
 */
@Component
final class ForwardLoop implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ForwardLoop.class);

	private static final int MOST_DOUBLINGS = 10;

	private final ForwardLease lease;

	private final DueBeats due;

	private final BeatTeller teller;

	private final ForwardMetrics metrics;

	private final ForwardSettings settings;

	private final PacedLoop loop = new PacedLoop("legacy-forward", this::look);

	private int outages;

	private boolean storeAway;

	ForwardLoop(ForwardLease lease, DueBeats due, BeatTeller teller, ForwardMetrics metrics, AdapterSettings settings) {
		this.lease = lease;
		this.due = due;
		this.teller = teller;
		this.metrics = metrics;
		this.settings = settings.forward();
	}

	/** Tells of what is due, and says how long to pause. */
	Duration look() throws InterruptedException {
		try {
			boolean ours = this.lease.hold();
			this.metrics.active(ours);
			this.storeAway = false;
			return ours ? tell() : this.settings.scanInterval();
		}
		catch (DataAccessException ex) {
			if (!this.storeAway) {
				log.warn("nothing is forwarded for now: {}", ex.getMessage());
			}
			this.storeAway = true;
			this.metrics.active(false);
			return this.settings.scanInterval();
		}
	}

	private Duration tell() throws InterruptedException {
		// A legacy that was away is asked with a few, until it takes one.
		int limit = (this.outages > 0) ? this.settings.parallelism() : this.settings.batchSize();
		List<LegacyBeat> beats = this.due.find(limit);
		if (beats.isEmpty()) {
			return this.settings.scanInterval();
		}
		ForwardResults results = this.teller.tell(beats, this.settings.lease().dividedBy(2));
		if (results.told().values().stream().noneMatch(Told::isOutage)) {
			if (this.outages > 0) {
				log.info("the legacy takes beats again");
			}
			this.outages = 0;
			this.metrics.legacyUp(true);
			return (beats.size() == limit) ? Duration.ZERO : this.settings.scanInterval();
		}
		boolean all = results.told().values().stream().allMatch(Told::isOutage);
		this.outages = all ? Math.min(this.outages + 1, MOST_DOUBLINGS) : 1;
		if (this.outages == 1) {
			log.warn("the legacy does not take beats: {}", results.told().values().iterator().next());
		}
		this.metrics.legacyUp(false);
		Duration longer = this.settings.scanInterval().multipliedBy(1L << this.outages);
		return (longer.compareTo(this.settings.maxBackoff()) < 0) ? longer : this.settings.maxBackoff();
	}

	@Override
	public void start() {
		if (this.settings.enabled()) {
			this.loop.start();
		}
	}

	/** Lets go of the lease, so that another replica goes on at once. */
	@Override
	public void stop() {
		if (!this.loop.isRunning()) {
			return;
		}
		this.loop.stop();
		try {
			this.lease.release();
		}
		catch (DataAccessException ex) {
			// It ends by itself.
			log.debug("the lease was not released", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

}
