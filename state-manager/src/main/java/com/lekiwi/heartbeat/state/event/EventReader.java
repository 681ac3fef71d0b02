package com.lekiwi.heartbeat.state.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;

/** Reads the log. */
@Component
class EventReader {

	private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {
	};

	private static final OffsetDateTime EARLIEST = Instant.EPOCH.atOffset(ZoneOffset.UTC);

	private static final String COLUMNS = """
			e.id, e.subject_kind, e.subject, e.kind, e.occurred_at, e.recorded_at, e.details::text AS details""";

	private final JdbcTemplate database;

	private final JsonMapper json;

	EventReader(JdbcTemplate database, JsonMapper json) {
		this.database = database;
		this.json = json;
	}

	/**
	 * A page of the whole log.
	 *
	 * @param droppedUpTo the highest id that is no longer kept
	 * @param newest the highest id that there was when the page was read
	 * @param events the page
	 */
	record Page(long droppedUpTo, long newest, List<FleetEvent> events) {

	}

	/**
	 * Reads events in the order of their ids, what is gone, and how far the log goes: all
	 * of one snapshot. Ids become visible in order, so nothing that is not seen here can
	 * ever appear at or before {@code newest}. Days of the log that lie before the cursor
	 * are not looked into.
	 * @param since the last id that was seen; absent to begin with the oldest one
	 * @param filter which events
	 * @param limit how many at most; none are read for 0
	 * @return the page
	 */
	Page page(@Nullable Long since, EventFilter filter, int limit) {
		String sql = """
				SELECT k.dropped_up_to, k.newest, e.*
				FROM (
				  SELECT r.dropped_up_to, GREATEST(r.dropped_up_to, h.highest_id) AS newest
				  FROM robot_event_retention r
				  CROSS JOIN robot_event_head h
				) AS k
				LEFT JOIN LATERAL (
				  SELECT %s
				  FROM robot_events e
				  WHERE e.id > COALESCE(?::bigint, k.dropped_up_to)
				    AND e.recorded_at >= ?%s
				  ORDER BY e.id
				  LIMIT ?
				) AS e ON TRUE
				ORDER BY e.id""".formatted(COLUMNS, filter.sql());
		List<@Nullable Object> parameters = new ArrayList<>();
		parameters.add(since);
		parameters.add(notBefore(since));
		parameters.addAll(filter.parameters());
		parameters.add(limit);
		ResultSetExtractor<Page> reader = this::page;
		return this.database.query(sql, reader, parameters.toArray());
	}

	/** When what comes after a cursor was recorded at the earliest. */
	private OffsetDateTime notBefore(@Nullable Long since) {
		OffsetDateTime day = (since != null)
				? this.database.queryForObject("SELECT max(recorded_at) FROM robot_event_days WHERE first_id <= ?",
						OffsetDateTime.class, since)
				: null;
		return (day != null) ? day : EARLIEST;
	}

	/**
	 * Reads the history of one robot.
	 * @param filter which events; its subject is the robot
	 * @param newestFirst whether the newest comes first, or the oldest
	 * @param after the last id of the page before; absent for the first page
	 * @param limit how many at most
	 * @return events in order
	 */
	List<FleetEvent> history(EventFilter filter, boolean newestFirst, @Nullable Long after, int limit) {
		String sql = """
				SELECT %s
				FROM robot_events e
				WHERE e.subject_kind = 'robot'
				  AND e.id %s ?%s
				ORDER BY e.id %s
				LIMIT ?""".formatted(COLUMNS, newestFirst ? "<" : ">", filter.sql(), newestFirst ? "DESC" : "ASC");
		List<Object> parameters = new ArrayList<>();
		parameters.add((after != null) ? after : newestFirst ? Long.MAX_VALUE : 0);
		parameters.addAll(filter.parameters());
		parameters.add(limit);
		return this.database.query(sql, (row, number) -> event(row), parameters.toArray());
	}

	boolean knows(RobotId robot) {
		return Boolean.TRUE.equals(this.database.queryForObject("SELECT EXISTS (SELECT 1 FROM robots WHERE id = ?)",
				Boolean.class, robot.value()));
	}

	private Page page(ResultSet rows) throws SQLException {
		List<FleetEvent> events = new ArrayList<>();
		long droppedUpTo = 0;
		long newest = 0;
		while (rows.next()) {
			droppedUpTo = rows.getLong("dropped_up_to");
			newest = rows.getLong("newest");
			if (rows.getString("kind") != null) {
				events.add(event(rows));
			}
		}
		return new Page(droppedUpTo, newest, events);
	}

	private FleetEvent event(ResultSet row) throws SQLException {
		return new FleetEvent(row.getLong("id"),
				SubjectKind.valueOf(row.getString("subject_kind").toUpperCase(Locale.ROOT)), row.getString("subject"),
				row.getString("kind"), time(row, "occurred_at"), time(row, "recorded_at"),
				this.json.readValue(row.getString("details"), DETAILS));
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
