package com.lekiwi.heartbeat.state.observer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.pace.PacedThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says in PostgreSQL, some times a second, that somebody listens. All replicas move one
 * row on, so it stands still only while none of them serves: whoever finds it old has
 * found, alone, that the system was blind, and records since when.
 * <p>
 * Guaranteed: nobody is called offline between the end of such a time and its record,
 * because the statement that does so looks at the row too; see {@link #WATCHED}.
 */
@Component
public class ObserverWatch implements SmartLifecycle {

	/**
	 * A row with the time {@code now} while somebody is known to listen, none otherwise;
	 * the parameter is the seconds for which a look counts.
	 */
	public static final String WATCHED = """
			SELECT t.now
			FROM (SELECT fleet_time() AS now) t, observer_watch w
			WHERE t.now < w.watched_until + make_interval(secs => ?)""";

	private static final Logger log = LoggerFactory.getLogger(ObserverWatch.class);

	private static final String LOOK = "SELECT now, blind_since, cause FROM observer_look(?, ?, ?::timestamptz, ?)";

	private final WatchDatabase database;

	private final Listener listener;

	private final FleetClock clock;

	private final Duration blindAfter;

	private final PacedThread thread;

	private final AtomicReference<@Nullable Look> latest = new AtomicReference<>();

	private boolean failed;

	ObserverWatch(WatchDatabase database, Listener listener, FleetClock clock, StateManagerProperties properties) {
		this.listener = listener;
		this.database = database;
		this.clock = clock;
		this.blindAfter = properties.liveness().blindAfter();
		this.thread = new PacedThread("observer-watch", properties.liveness().watchInterval(), this::look);
	}

	/**
	 * A look that was committed.
	 *
	 * @param time the fleet's time then
	 * @param nanos the monotonic clock's reading then
	 * @param blind the time before it in which nobody looked
	 */
	private record Look(Instant time, long nanos, Optional<BlindInterval> blind) {

	}

	/** A replica that takes no beats sees nothing, even if it can look. */
	private void look() {
		if (!this.listener.isListening()) {
			this.failed = true;
			return;
		}
		long asked = this.clock.nanos();
		try {
			Look look = this.database.alone(this::look);
			Duration step = this.clock.follow(look.time(), asked, look.nanos());
			look.blind()
				.ifPresent(blind -> log.warn("nobody listened to robots from {} to {}: {}", blind.beganAt(),
						blind.endedAt(), blind.cause()));
			if (this.latest.get() != null && step.abs().compareTo(this.blindAfter) > 0) {
				log.warn("the fleet's clock was put by {}", step);
			}
			this.latest.set(look);
			this.failed = false;
		}
		catch (SQLException ex) {
			if (!this.failed) {
				log.warn("cannot say that somebody listens: {}", ex.getMessage());
			}
			this.failed = true;
		}
	}

	/**
	 * One statement: a replica that is stopped in the middle of it must not hold a lock.
	 * The monotonic clock's reading lets it tell a pause from a clock that was set.
	 */
	private Look look(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
			Look before = this.latest.get();
			statement.setDouble(1, this.blindAfter.toMillis() / 1_000.0);
			statement.setString(2, (before == null) ? "restarted" : this.failed ? "store_away" : "paused");
			statement.setString(3, (before != null) ? before.time().toString() : null);
			statement.setDouble(4, (before != null) ? (this.clock.nanos() - before.nanos()) / 1e9 : 0);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				long nanos = this.clock.nanos();
				Instant now = row.getObject("now", OffsetDateTime.class).toInstant();
				OffsetDateTime blindSince = row.getObject("blind_since", OffsetDateTime.class);
				return new Look(now, nanos,
						(blindSince != null)
								? Optional.of(new BlindInterval(blindSince.toInstant(), now, row.getString("cause")))
								: Optional.empty());
			}
		}
	}

	/**
	 * Binds the parameter of {@link #WATCHED}.
	 * @param statement a statement that holds it
	 * @param parameter its position
	 * @throws SQLException if the connection is closed
	 */
	public void bindWatched(PreparedStatement statement, int parameter) throws SQLException {
		statement.setDouble(parameter, this.blindAfter.toMillis() / 1_000.0);
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
