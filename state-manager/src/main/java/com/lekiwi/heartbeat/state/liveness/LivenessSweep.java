package com.lekiwi.heartbeat.state.liveness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks again and again for robots whose lease ran out. A look that comes late, after a
 * restart, a pause or an outage of the database, means that nobody was listening: from
 * then on every robot has a whole lease's time to be heard before it is called offline.
 */
@Component
class LivenessSweep {

	private static final Logger log = LoggerFactory.getLogger(LivenessSweep.class);

	private final OfflineMarker marker;

	private final UpdatePublisher publisher;

	private final Clock clock;

	private final Duration blindAfter;

	private final int limit;

	private Instant watchingSince;

	private Instant lastLook;

	LivenessSweep(OfflineMarker marker, UpdatePublisher publisher, Clock clock, StateManagerProperties properties) {
		this.marker = marker;
		this.publisher = publisher;
		this.clock = clock;
		this.blindAfter = properties.liveness().blindAfter();
		this.limit = properties.liveness().sweepLimit();
		this.watchingSince = clock.instant();
		this.lastLook = this.watchingSince;
	}

	@Scheduled(fixedDelayString = "${heartbeat.liveness.sweep-interval:500ms}")
	void look() {
		Instant now = this.clock.instant();
		if (Duration.between(this.lastLook, now).compareTo(this.blindAfter) > 0) {
			log.info("nobody was looking from {} to {}: every robot gets a fresh lease", this.lastLook, now);
			this.watchingSince = now;
		}
		try {
			List<RobotChange> gone;
			do {
				gone = this.marker.mark(now, this.watchingSince, this.limit);
				this.publisher.publish(gone, List.of());
			}
			while (gone.size() == this.limit);
			this.lastLook = now;
		}
		catch (DataAccessException | TransactionException ex) {
			log.warn("cannot look for silent robots: {}", ex.getMessage());
		}
	}

}
