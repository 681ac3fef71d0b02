package com.lekiwi.heartbeat.state.offline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.stereotype.Component;

/**
 * Ends flapping: a robot that did not go offline for a while is announced again, and its
 * {@code flapping} event says how it is left, as the changes before it were not
 * announced.
 */
@Component
public class FlapCalm {

	private static final String CALM = """
			UPDATE robots r SET
			  flapping = FALSE,
			  flaps = 0,
			  flaps_since = NULL
			FROM (
			  SELECT k.id, t.now
			  FROM (SELECT fleet_time() AS now) t, robots k
			  WHERE k.flapping
			    AND k.flapped_at + make_interval(secs => ?) < t.now
			  ORDER BY k.id
			  FOR UPDATE OF k SKIP LOCKED
			) AS s
			WHERE r.id = s.id
			RETURNING r.id, new.status, old.flaps, old.flaps_since, s.now""";

	private final EventLog log;

	private final StateManagerProperties.Flapping settings;

	FlapCalm(EventLog log, StateManagerProperties properties) {
		this.log = log;
		this.settings = properties.flapping();
	}

	/**
	 * Ends what is over; of several replicas one does.
	 * @param connection in a transaction
	 * @throws SQLException if the store refuses or is away
	 */
	public void endWhatIsOver(Connection connection) throws SQLException {
		List<RobotEvent> events = new ArrayList<>();
		try (PreparedStatement update = connection.prepareStatement(CALM)) {
			update.setDouble(1, this.settings.quiet().toMillis() / 1_000.0);
			try (ResultSet row = update.executeQuery()) {
				while (row.next()) {
					Instant now = Objects.requireNonNull(RobotRows.time(row, "now"));
					Map<String, Object> details = new HashMap<>();
					details.put("flapping", false);
					details.put("count", row.getInt("flaps"));
					details.put("since", Objects.requireNonNullElse(RobotRows.time(row, "flaps_since"), now));
					details.put("status", row.getString("status"));
					details.put("announced", !row.getString("status").equals("maintenance"));
					events.add(new RobotEvent(new RobotId(row.getString("id")), EventKind.FLAPPING, now, details));
				}
			}
		}
		this.log.append(connection, events);
	}

}
