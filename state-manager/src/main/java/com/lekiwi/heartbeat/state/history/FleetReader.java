package com.lekiwi.heartbeat.state.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.history.RobotThen;
import com.lekiwi.heartbeat.state.registry.RobotRows;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;

/**
 * Reads the fleet as it was. A robot's row says what is; the first event after an instant
 * says what was until then, and what no event turned since is as it was. So the log is
 * read from the instant on, and what happened before may long be dropped.
 */
@Component
class FleetReader {

	private static final String PAGE = """
			SELECT
			  k.kept_since, r.*, e.*, t.*, e.previous ->> 'name' AS previous_name,
			  e.previous ->> 'type' AS previous_type, e.previous ->> 'site' AS previous_site
			FROM robot_event_retention k
			LEFT JOIN (
			  SELECT r.id, r.name, r.type, r.site, r.status, COALESCE(l.alive, FALSE) AS alive
			  FROM robots r
			  LEFT JOIN robot_liveness l ON l.robot_id = r.id
			  WHERE r.id > ?
			    AND r.registered_at <= ?::timestamptz
			  ORDER BY r.id
			  LIMIT ?
			) AS r ON TRUE
			LEFT JOIN LATERAL (
			  SELECT
			    (array_agg(e.kind ORDER BY e.id)
			      FILTER (WHERE e.kind IN ('registered', 'online', 'offline', 'returned')))[1] AS next_life,
			    (array_agg(e.kind ORDER BY e.id)
			      FILTER (WHERE e.kind IN ('failed', 'recovered')))[1] AS next_failure,
			    (array_agg(e.kind ORDER BY e.id)
			      FILTER (WHERE e.kind IN ('maintenance_started', 'maintenance_ended')))[1] AS next_maintenance,
			    (array_agg(e.kind ORDER BY e.id)
			      FILTER (WHERE e.kind IN ('retired', 'returned')))[1] AS next_retirement,
			    COALESCE(bool_or(e.kind = 'changed'), FALSE) AS changed_since,
			    (array_agg(e.details -> 'previous' ORDER BY e.id) FILTER (WHERE e.kind = 'changed'))[1] AS previous,
			    COALESCE(bool_or(e.kind = 'history_corrected'), FALSE) AS corrected
			  FROM robot_events e
			  WHERE e.subject = r.id
			    AND e.subject_kind = 'robot'
			    AND e.recorded_at > ?
			    AND CASE e.kind
			      WHEN 'history_corrected'
			      THEN (e.details ->> 'from')::timestamptz <= ?::timestamptz
			        AND (e.details ->> 'to')::timestamptz > ?::timestamptz
			      ELSE e.occurred_at > ?::timestamptz
			    END
			    AND e.kind IN (
			      'registered', 'online', 'offline', 'returned', 'retired', 'failed', 'recovered', 'changed',
			      'maintenance_started', 'maintenance_ended', 'history_corrected'
			    )
			) AS e ON TRUE
			LEFT JOIN LATERAL (
			  SELECT
			    (array_agg(kind ORDER BY id DESC) FILTER (WHERE kind IN ('failed', 'recovered')))[1] AS last_failure,
			    (array_agg(kind ORDER BY id DESC) FILTER (WHERE kind IN ('retired', 'returned')))[1] AS last_retirement
			  FROM robot_events
			  WHERE r.status IN ('offline', 'maintenance')
			    AND subject = r.id
			    AND subject_kind = 'robot'
			    AND kind IN ('failed', 'recovered', 'retired', 'returned')
			) AS t ON TRUE
			ORDER BY r.id""";

	private final JdbcTemplate database;

	FleetReader(JdbcTemplate database) {
		this.database = database;
	}

	/**
	 * A page of the fleet.
	 *
	 * @param keptSince since when the log is whole; absent when nothing was ever dropped
	 * @param robots the robots
	 * @param next the id after which the next page begins; absent on the last page
	 */
	record Page(@Nullable Instant keptSince, List<RobotThen> robots, @Nullable String next) {

	}

	/**
	 * Reads robots in the order of their ids.
	 * @param at the instant
	 * @param after the id after which to begin; the empty text for the first
	 * @param limit how many at most
	 * @return the page
	 */
	Page page(Instant at, String after, int limit) {
		String then = at.toString();
		ResultSetExtractor<Page> reader = rows -> page(rows, limit);
		return this.database.query(PAGE, reader, after, then, limit + 1,
				at.minus(PastReader.CLOCK_MARGIN).atOffset(ZoneOffset.UTC), then, then, then);
	}

	private static Page page(ResultSet rows, int limit) throws SQLException {
		Instant keptSince = null;
		List<RobotThen> robots = new ArrayList<>();
		String last = null;
		for (int read = 0; rows.next(); read++) {
			if (read == limit) {
				return new Page(keptSince, robots, last);
			}
			keptSince = RobotRows.time(rows, "kept_since");
			last = rows.getString("id");
			if (last != null) {
				RobotThen robot = ThenRow.read(rows);
				if (robot != null) {
					robots.add(robot);
				}
			}
		}
		return new Page(keptSince, robots, null);
	}

}
