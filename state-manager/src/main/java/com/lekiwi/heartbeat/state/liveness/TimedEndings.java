package com.lekiwi.heartbeat.state.liveness;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import com.lekiwi.heartbeat.state.incident.EarlyLosses;
import com.lekiwi.heartbeat.state.incident.IncidentEnd;
import com.lekiwi.heartbeat.state.maintenance.Maintenance;
import com.lekiwi.heartbeat.state.observer.WatchDatabase;
import com.lekiwi.heartbeat.state.offline.FlapCalm;
import com.lekiwi.heartbeat.state.pace.PacedThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends what ends by itself: maintenance, flapping, incidents. Also joins what belongs to
 * an incident, before it ends.
 */
@Component
class TimedEndings implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(TimedEndings.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final WatchDatabase database;

	private final Maintenance maintenance;

	private final FlapCalm flapping;

	private final EarlyLosses earlyLosses;

	private final IncidentEnd incidents;

	private final UpdatePublisher publisher;

	private final PacedThread thread = new PacedThread("timed-endings", PAUSE, this::end);

	private boolean failed;

	TimedEndings(WatchDatabase database, Maintenance maintenance, FlapCalm flapping, EarlyLosses earlyLosses,
			IncidentEnd incidents, UpdatePublisher publisher) {
		this.database = database;
		this.maintenance = maintenance;
		this.flapping = flapping;
		this.earlyLosses = earlyLosses;
		this.incidents = incidents;
		this.publisher = publisher;
	}

	private void end() {
		try {
			this.publisher.publish(this.database.transact(this.maintenance::endWhatIsOver), List.of());
			this.publisher.publish(this.database.transact(this.flapping::endWhatIsOver), List.of());
			this.publisher.publish(this.database.transact(this.earlyLosses::join), List.of());
			this.database.transact(connection -> {
				this.incidents.endWhatIsOver(connection);
				return true;
			});
			this.failed = false;
		}
		catch (SQLException ex) {
			if (!this.failed) {
				log.warn("what ends by itself must wait: {}", ex.getMessage());
			}
			this.failed = true;
		}
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
