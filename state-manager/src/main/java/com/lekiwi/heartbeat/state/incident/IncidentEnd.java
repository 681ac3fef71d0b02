package com.lekiwi.heartbeat.state.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.SubjectEvent;
import com.lekiwi.heartbeat.state.event.SubjectEvent.SubjectKind;
import com.lekiwi.heartbeat.state.observer.BlindInterval;
import com.lekiwi.heartbeat.state.observer.BlindIntervals;
import com.lekiwi.heartbeat.state.registry.RobotRows;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Ends incidents: when half of the robots are heard again, or when they have stayed away
 * for so long that nobody waits for them. Either way it ends by itself; what is lost for
 * good must not keep anything from being noticed.
 */
@Component
public class IncidentEnd {

	private static final String OPEN = """
			SELECT
			  i.id,
			  i.site,
			  i.began_at,
			  i.detected_at,
			  i.robots_alive,
			  t.now,
			  (
			    SELECT count(*)
			    FROM robots r
			    JOIN robot_liveness l ON l.robot_id = r.id
			    WHERE (i.site IS NULL OR r.site = i.site)
			      AND l.alive
			      AND l.last_beat_at > i.detected_at
			  ) AS heard
			FROM (SELECT fleet_time() AS now) t, site_incidents i
			WHERE i.ended_at IS NULL
			ORDER BY i.id
			FOR UPDATE OF i SKIP LOCKED""";

	private static final String END = """
			UPDATE site_incidents SET
			  ended_at = ?::timestamptz,
			  outcome = ?
			WHERE id = ?""";

	private final EventLog log;

	private final BlindIntervals blind;

	private final StateManagerProperties.Incidents settings;

	IncidentEnd(EventLog log, BlindIntervals blind, StateManagerProperties properties) {
		this.log = log;
		this.blind = blind;
		this.settings = properties.incidents();
	}

	/**
	 * An incident, and how many robots have been heard since it was noticed.
	 */
	private record Open(long id, @Nullable String site, Instant beganAt, Instant detectedAt, int alive, int heard,
			Instant now) {

		static Open read(ResultSet row) throws SQLException {
			return new Open(row.getLong("id"), row.getString("site"), time(row, "began_at"), time(row, "detected_at"),
					row.getInt("robots_alive"), row.getInt("heard"), time(row, "now"));
		}

		private static Instant time(ResultSet row, String column) throws SQLException {
			return Objects.requireNonNull(RobotRows.time(row, column));
		}

	}

	/**
	 * Ends what is over; of several replicas one does.
	 * @param connection in a transaction
	 * @throws SQLException if the store refuses or is away
	 */
	public void endWhatIsOver(Connection connection) throws SQLException {
		List<Open> open = new ArrayList<>();
		try (Statement query = connection.createStatement(); ResultSet row = query.executeQuery(OPEN)) {
			while (row.next()) {
				open.add(Open.read(row));
			}
		}
		for (Open incident : open) {
			if (incident.heard() * 2 >= incident.alive()) {
				end(connection, incident, "returned");
				if (incident.site() == null) {
					// Robots were cut off from us, not off: it counts against none of
					// them.
					this.blind.record(connection, new BlindInterval(incident.beganAt(), incident.now(), "edge_silent"));
				}
			}
			else if (incident.detectedAt().plus(this.settings.patience()).isBefore(incident.now())) {
				end(connection, incident, "stayed_away");
			}
		}
	}

	private void end(Connection connection, Open incident, String outcome) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement(END)) {
			update.setString(1, incident.now().toString());
			update.setString(2, outcome);
			update.setLong(3, incident.id());
			update.executeUpdate();
		}
		String site = incident.site();
		this.log.appendAll(connection,
				List.of(new SubjectEvent((site != null) ? SubjectKind.SITE : SubjectKind.OBSERVER,
						(site != null) ? site : SubjectEvent.OBSERVER, EventKind.SITE_RECOVERED, incident.now(),
						Map.of("outcome", outcome, "robots_alive", incident.alive(), "robots_heard", incident.heard(),
								"silent_since", incident.beganAt(), "announced", true))));
	}

}
