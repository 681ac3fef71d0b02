package com.lekiwi.heartbeat.state.amendment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.KnownRobots;
import com.lekiwi.heartbeat.state.registry.RobotIdentity;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what people say of robots. It outlasts what the robot says of itself, which is
 * kept beside it.
 */
@Component
class Amendment {

	/**
	 * The row is locked by a statement of its own: the next one then sees everything that
	 * was committed with the row as it is now, its liveness too.
	 */
	private static final String LOCK = """
			SELECT r.version
			FROM robots r
			WHERE r.id = ?
			  AND r.retired_at IS NULL
			FOR UPDATE""";

	private static final String AMEND = """
			UPDATE robots r SET
			  given_name = s.given_name,
			  given_site = s.given_site,
			  name = s.name,
			  site = s.site,
			  tags = s.tags,
			  version = r.version + 1
			FROM (
			  SELECT
			    k.id,
			    CASE WHEN g.has_name THEN g.name ELSE k.given_name END AS given_name,
			    CASE WHEN g.has_site THEN g.site ELSE k.given_site END AS given_site,
			    CASE WHEN g.has_name THEN COALESCE(g.name, k.reported_name, k.id) ELSE k.name END AS name,
			    CASE WHEN g.has_site THEN COALESCE(g.site, k.reported_site) ELSE k.site END AS site,
			    CASE WHEN g.has_tags THEN g.tags ELSE k.tags END AS tags
			  FROM robots k
			  CROSS JOIN (
			    VALUES (?::boolean, ?::text, ?::boolean, ?::text, ?::boolean, ?::text[])
			  ) AS g (has_name, name, has_site, site, has_tags, tags)
			  WHERE k.id = ?
			) AS s
			WHERE r.id = s.id
			  AND (r.given_name, r.given_site, r.name, r.site, r.tags)
			    IS DISTINCT FROM (s.given_name, s.given_site, s.name, s.site, s.tags)
			RETURNING %s,
			  COALESCE((SELECT l.alive FROM robot_liveness l WHERE l.robot_id = r.id), FALSE) AS alive,
			  (old.name, old.site, old.tags) IS DISTINCT FROM (new.name, new.site, new.tags) AS shows,
			  old.name AS old_name, old.type AS old_type, old.site AS old_site, old.address AS old_address,
			  old.tags AS old_tags""".formatted(RobotRows.columns("new"));

	private final JdbcTemplate database;

	private final EventLog log;

	private final Clock clock;

	Amendment(JdbcTemplate database, EventLog log, Clock clock) {
		this.database = database;
		this.log = log;
		this.clock = clock;
	}

	/**
	 * Writes what a person says of a robot.
	 * @param id the robot
	 * @param body what they say
	 * @param expected which versions of the robot they speak of
	 * @return the robot as it is now; empty when that is as it was
	 */
	@Transactional
	Optional<RobotChange> amend(RobotId id, AmendmentBody body, ExpectedVersions expected) {
		Optional<RobotChange> change = this.database
			.execute((ConnectionCallback<Optional<RobotChange>>) connection -> amend(connection, id, body, expected));
		return (change != null) ? change : Optional.empty();
	}

	private Optional<RobotChange> amend(Connection connection, RobotId id, AmendmentBody body,
			ExpectedVersions expected) throws SQLException {
		lock(connection, id, expected);
		try (PreparedStatement update = connection.prepareStatement(AMEND)) {
			update.setBoolean(1, body.has("name"));
			update.setString(2, body.name());
			update.setBoolean(3, body.has("site"));
			update.setString(4, body.site());
			update.setBoolean(5, body.has("tags"));
			update.setArray(6, connection.createArrayOf("text", body.tags().toArray()));
			update.setString(7, id.value());
			try (ResultSet row = update.executeQuery()) {
				if (!row.next()) {
					return Optional.empty();
				}
				RobotChange change = RobotRows.change(row, row.getBoolean("alive"));
				if (row.getBoolean("shows")) {
					Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
					this.log.append(connection,
							List.of(new RobotEvent(id, EventKind.CHANGED, now, details(change, row))));
				}
				return Optional.of(change);
			}
		}
	}

	private static void lock(Connection connection, RobotId id, ExpectedVersions expected) throws SQLException {
		try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
			lock.setString(1, id.value());
			try (ResultSet row = lock.executeQuery()) {
				if (!row.next()) {
					throw KnownRobots.unknown(id);
				}
				long version = row.getLong("version");
				if (!expected.matches(version)) {
					throw new ChangedMeanwhileException(id, version);
				}
			}
		}
	}

	private static Map<String, Object> details(RobotChange change, ResultSet row) throws SQLException {
		RobotIdentity before = new RobotIdentity(row.getString("old_name"),
				RobotType.valueOf(row.getString("old_type").toUpperCase(Locale.ROOT)), row.getString("old_site"),
				row.getString("old_address"));
		Map<String, Object> previous = new HashMap<>(before.details());
		previous.put("tags", List.of((String[]) row.getArray("old_tags").getArray()));
		Map<String, Object> details = new HashMap<>(RobotIdentity.of(change).details());
		details.put("tags", change.tags());
		details.put("by", "person");
		details.put("previous", previous);
		return details;
	}

}
