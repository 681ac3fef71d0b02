package com.lekiwi.heartbeat.state.liveness;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.state.observer.WatchDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Cuts what reaches into times to come: leases that end later than one that begins now,
 * and blind times that are not over. They stem from a clock that has been put back since;
 * uncut, a robot that is silent would be shown alive until the clock is there again, and
 * its uptime would have a hole in which somebody listened.
 */
@Component
class ClockRepair {

	private static final Logger log = LoggerFactory.getLogger(ClockRepair.class);

	/** Replicas' times differ by milliseconds; a second is not theirs. */
	private static final String CUT = """
			UPDATE robot_liveness l SET
			  last_beat_at = s.now,
			  lease_until = s.now + s.lease
			FROM (
			  SELECT k.robot_id, t.now, make_interval(secs => k.interval_s * %1$d) AS lease
			  FROM (SELECT fleet_time() AS now) t, robot_liveness k
			  WHERE k.alive
			    AND k.lease_until > t.now + make_interval(secs => k.interval_s * %1$d + 1)
			  ORDER BY k.robot_id
			  FOR UPDATE OF k SKIP LOCKED
			) AS s
			WHERE l.robot_id = s.robot_id""".formatted(Heartbeat.LEASE_INTERVALS);

	private static final String CUT_BLIND = """
			UPDATE observer_blind_intervals b SET
			  began_at = LEAST(b.began_at, t.now),
			  ended_at = t.now
			FROM (SELECT fleet_time() AS now) t
			WHERE b.ended_at > t.now + interval '1 second'""";

	private final WatchDatabase database;

	ClockRepair(WatchDatabase database) {
		this.database = database;
	}

	void cutWhatReachesIntoTheFuture() throws SQLException {
		int blind = cut(CUT_BLIND);
		int leases = cut(CUT);
		if (blind + leases > 0) {
			log.warn("the clock was put back: {} leases were cut to begin now, {} blind times to end now", leases,
					blind);
		}
	}

	private int cut(String sql) throws SQLException {
		return this.database.transact(connection -> {
			try (PreparedStatement update = connection.prepareStatement(sql)) {
				return update.executeUpdate();
			}
		});
	}

}
