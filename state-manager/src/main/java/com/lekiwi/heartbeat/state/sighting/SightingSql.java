package com.lekiwi.heartbeat.state.sighting;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.state.registry.RobotReader;
import com.lekiwi.heartbeat.state.registry.RobotRows;

/**
 * The statements that compare word of robots with what is known, and write what is news.
 * Those on liveness take the arrays of {@link #ROWS}, those on robots
 * {@link #IDENTITIES}.
 * <p>
 * A lease is judged by {@code lease_end}, which knows when nobody was watching: so word
 * from such a time gives a robot what a beat would have given it, and no less.
 */
final class SightingSql {

	private static final String ROWS = """
			(
			  SELECT
			    t.robot_id,
			    to_timestamp(t.seen_us::double precision / 1000000) AS seen,
			    t.interval_s::integer AS interval_s,
			    t.host_ready,
			    to_timestamp(t.now_us::double precision / 1000000) AS now
			  FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::boolean[], ?::bigint[])
			    AS t (robot_id, seen_us, interval_s, host_ready, now_us)
			) AS u""";

	/** A robot's own word, if it ever beat; else the longest that was told. */
	private static final String INTERVAL = """
			CASE
			  WHEN l.received_before + l.received > 0 THEN l.interval_s
			  ELSE GREATEST(l.interval_s, u.interval_s)
			END""";

	private static final String LEASE = "u.seen + make_interval(secs => %d * (%s))".formatted(Heartbeat.LEASE_INTERVALS,
			INTERVAL);

	private static final String FIRST_INTERVAL = "COALESCE(u.interval_s, %d)".formatted(Heartbeat.DEFAULT_INTERVAL_S);

	private static final String FIRST_LEASE = "u.seen + make_interval(secs => %d * %s)"
		.formatted(Heartbeat.LEASE_INTERVALS, FIRST_INTERVAL);

	/** Somebody took it out of the fleet, and it has not been alive since. */
	private static final String STAYS_RETIRED = """
			EXISTS (
			  SELECT
			  FROM robots r
			  WHERE r.id = u.robot_id
			    AND r.retired_at IS NOT NULL
			    AND NOT (u.seen > r.retired_at AND lease_end(u.seen, %s) > u.now)
			)""";

	private static final String NEWS = """
			(l.last_beat_at IS NULL OR l.last_beat_at < u.seen)
			  AND NOT %s""".formatted(STAYS_RETIRED.formatted(LEASE));

	/**
	 * Which robots have been heard of, by beats or by word, and whether there is news.
	 */
	static final String COMPARE = """
			SELECT l.robot_id, %s AS news
			FROM robot_liveness l
			JOIN %s ON l.robot_id = u.robot_id""".formatted(NEWS, ROWS);

	/**
	 * Locks the rows that there is news for. Never waits while it holds others: writers
	 * of beats lock rows in an order of their own.
	 */
	static final String LOCK = """
			SELECT l.robot_id
			FROM robot_liveness l
			JOIN %s ON l.robot_id = u.robot_id
			WHERE %s
			ORDER BY l.robot_id
			FOR UPDATE OF l""".formatted(ROWS, NEWS);

	/** What the statements return of a row of liveness {@code new}. */
	private static final String REPORT = """
			new.*, %s, lease_end(new.last_beat_at, new.lease_until) AS deadline""".formatted(RobotReader.sums("new"));

	static final String ADVANCE = """
			UPDATE robot_liveness AS l SET
			  last_beat_at = u.seen,
			  lease_until = GREATEST(l.lease_until, %1$s),
			  interval_s = %2$s,
			  alive = l.alive OR lease_end(u.seen, %1$s) > u.now,
			  reported = CASE
			    WHEN l.reported = 'stopping' AND lease_end(u.seen, %1$s) > u.now THEN 'ok'
			    ELSE l.reported
			  END,
			  host_ready = COALESCE(u.host_ready, l.host_ready)
			FROM %3$s
			WHERE l.robot_id = u.robot_id
			  AND %4$s
			RETURNING %5$s, old.alive AS was_alive, FALSE AS is_first""".formatted(LEASE, INTERVAL, ROWS, NEWS, REPORT);

	/** The row has no boot, like that of a robot whose beats have no numbers. */
	static final String INSERT = """
			INSERT INTO robot_liveness AS l (
			  robot_id, boot_id, seq, seq_window, first_seq, received, alive, last_beat_at, lease_until, interval_s, reported,
			  host_ready, profile_hash
			)
			SELECT
			  u.robot_id, '', 0, 0, 1, 0, lease_end(u.seen, %1$s) > u.now, u.seen, %1$s, %2$s, 'ok', u.host_ready, 0
			FROM %3$s
			WHERE NOT %4$s
			ORDER BY u.robot_id
			ON CONFLICT (robot_id) DO NOTHING
			RETURNING %5$s, FALSE AS was_alive, TRUE AS is_first"""
		.formatted(FIRST_LEASE, FIRST_INTERVAL, ROWS, STAYS_RETIRED.formatted(FIRST_LEASE), REPORT);

	/** That it was others who saw them. */
	static final String MARK = """
			INSERT INTO robot_sightings AS s (robot_id, seen_at)
			SELECT l.robot_id, l.last_beat_at
			FROM robot_liveness l
			WHERE l.robot_id = ANY (?)
			ORDER BY l.robot_id
			ON CONFLICT (robot_id) DO UPDATE SET
			  seen_at = EXCLUDED.seen_at""";

	/**
	 * What is told of robots themselves. The turn is {@code begins} or {@code ends} where
	 * their life does, at that time.
	 */
	private static final String IDENTITIES = """
			(
			  SELECT t.id, t.name, t.type, t.address, t.authority::boolean AS authority, t.turn, t.status, t.at::timestamptz AS at
			  FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
			    AS t (id, name, type, address, authority, turn, status, at)
			) AS u""";

	static final String KNOWN = "SELECT r.id FROM robots r WHERE r.id = ANY (?)";

	static final String REGISTER = """
			INSERT INTO robots AS r (
			  id, name, type, address, status, status_since, offline_cause, registered_at, reported_name
			)
			SELECT
			  u.id, COALESCE(u.name, u.id), COALESCE(u.type, 'unknown'), u.address, u.status, u.at,
			  CASE WHEN u.status = 'offline' THEN 'single_loss' END, i.registered_at::timestamptz, u.name
			FROM %s
			JOIN unnest(?::text[], ?::text[]) AS i (id, registered_at) ON i.id = u.id
			ORDER BY u.id
			ON CONFLICT (id) DO NOTHING
			RETURNING %s""".formatted(IDENTITIES, RobotRows.columns("r"));

	private static final String GIVES_NAME = """
			(u.name IS NOT NULL AND CASE
			  WHEN u.authority THEN r.reported_name IS DISTINCT FROM u.name
			  ELSE r.given_name IS NULL AND r.name = r.id
			END)""";

	private static final String GIVES_TYPE = """
			(u.type IS NOT NULL AND u.type <> r.type AND (u.authority OR r.type = 'unknown'))""";

	private static final String GIVES_ADDRESS = "(u.address IS NOT NULL AND r.address IS NULL)";

	private static final String CHANGES = """
			(
			  u.turn IS NOT NULL
			  OR r.retired_at IS NULL AND (%s OR %s OR %s)
			)""".formatted(GIVES_NAME, GIVES_TYPE, GIVES_ADDRESS);

	/**
	 * Locks the robots that change. A statement of its own, so that the next one sees all
	 * that was committed with them, their liveness too.
	 */
	static final String LOCK_ROBOTS = """
			SELECT r.id
			FROM robots r
			JOIN %s ON r.id = u.id
			WHERE %s
			ORDER BY r.id
			FOR UPDATE OF r""".formatted(IDENTITIES, CHANGES);

	/** What a person has said stays: a name, and that it is set aside. */
	static final String AMEND = """
			UPDATE robots r SET
			  reported_name = CASE WHEN %1$s THEN u.name ELSE r.reported_name END,
			  name = CASE WHEN %1$s THEN COALESCE(r.given_name, u.name) ELSE r.name END,
			  type = CASE WHEN %2$s THEN u.type ELSE r.type END,
			  address = COALESCE(r.address, u.address),
			  status = CASE WHEN u.turn IS NULL OR r.status = 'maintenance' THEN r.status ELSE u.status END,
			  status_since = CASE
			    WHEN u.turn IS NULL OR r.status = 'maintenance' THEN r.status_since
			    WHEN r.status = 'offline' THEN GREATEST(r.status_since, u.at)
			    ELSE u.at
			  END,
			  offline_cause = CASE u.turn
			    WHEN 'begins' THEN NULL
			    WHEN 'ends' THEN 'single_loss'
			    ELSE r.offline_cause
			  END,
			  retired_at = CASE WHEN u.turn = 'begins' THEN NULL ELSE r.retired_at END,
			  version = r.version + 1
			FROM %3$s
			WHERE r.id = u.id
			  AND %4$s
			RETURNING %5$s,
			  COALESCE((SELECT l.alive FROM robot_liveness l WHERE l.robot_id = r.id), FALSE) AS alive,
			  (old.name, old.type, old.address) IS DISTINCT FROM (new.name, new.type, new.address) AS shows,
			  old.retired_at IS NOT NULL AND new.retired_at IS NULL AS back_in_fleet,
			  old.name AS old_name, old.type AS old_type, old.site AS old_site, old.address AS old_address"""
		.formatted(GIVES_NAME, GIVES_TYPE, IDENTITIES, CHANGES, RobotRows.columns("new"));

	private SightingSql() {
	}

}
