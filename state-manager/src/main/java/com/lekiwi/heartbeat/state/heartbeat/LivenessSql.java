package com.lekiwi.heartbeat.state.heartbeat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.state.sample.Metric;

/**
 * The statements that write a group of beats. All take the same arrays, those of
 * {@link LivenessRows}, and report the rows of which there is more to say.
 * <p>
 * Nearly every beat is the next one of a known boot: {@link #ADVANCE} writes all of these
 * with one plain update. {@link #MERGE} writes the others: robots not known yet, repeats,
 * late beats, beats from a buffer. It leaves rows of another boot as they are, and
 * locked. {@link #KEYED} writes beats that have no number.
 */
final class LivenessSql {

	/** Columns that hold the newest beat's values. */
	private static final List<String> VALUES = Stream
		.concat(Stream.of("interval_s", "reported", "skew_ms", "host_ready", "command_rate_hz", "last_command_age_ms",
				"command_source", "operator_id"), Arrays.stream(Metric.values()).map(Metric::column))
		.toList();

	private static final List<String> VALUE_TYPES = Stream
		.concat(Stream.of("integer", "text", "bigint", "boolean", "real", "bigint", "text", "text"),
				Arrays.stream(Metric.values()).map(metric -> "real"))
		.toList();

	/**
	 * The arrays side by side, in a select list: there PostgreSQL steps through them
	 * together. In {@code FROM}, it first copies each of them into a store of its own.
	 */
	private static final String ROWS = """
			(
			  SELECT
			    unnest(?::text[]) AS robot_id,
			    unnest(?::text[]) AS boot_id,
			    unnest(?::bigint[]) AS seq,
			    unnest(?::bigint[]) AS seq_window,
			    unnest(?::bigint[]) AS first_seq,
			    unnest(?::bigint[]) AS received,
			    unnest(?::bigint[]) AS at_us,
			    unnest(?::bigint[]) AS profile_hash,
			    %s,
			    generate_series(0, ? - 1) AS position
			) AS u""".formatted(IntStream.range(0, VALUES.size())
		.mapToObj(i -> "unnest(?::" + VALUE_TYPES.get(i) + "[]) AS " + VALUES.get(i))
		.collect(Collectors.joining(",\n    ")));

	private static final String BEAT_TIME = "to_timestamp(u.at_us::double precision / 1000000)";

	private static final String LEASE_END = "to_timestamp((u.at_us + u.interval_s * %d::bigint)::double precision / 1000000)"
		.formatted(Heartbeat.LEASE_INTERVALS * 1_000_000L);

	/** What {@link ReportedRow} reads. */
	private static final String REPORT = """
			ARRAY[
			  (old.robot_id IS NULL)::integer,
			  (new.last_beat_at IS DISTINCT FROM old.last_beat_at)::integer,
			  (new.alive AND old.alive IS NOT TRUE)::integer,
			  (new.reported = 'error' AND old.reported IS DISTINCT FROM 'error')::integer,
			  (new.reported <> 'error' AND old.reported IS NOT DISTINCT FROM 'error')::integer,
			  (new.profile_hash IS DISTINCT FROM old.profile_hash)::integer,
			  new.received_before + new.received,
			  new.lost_before + new.seq - new.first_seq + 1 - new.received,
			  new.reboots
			]""";

	/**
	 * Advances rows to a newer live beat of the same boot. Returns the position of every
	 * row that it wrote, and the report where there is one.
	 */
	static final String ADVANCE = """
			UPDATE robot_liveness AS l SET
			  seq = u.seq,
			  seq_window = u.seq_window | shift_window(l.seq_window, u.seq - l.seq),
			  first_seq = LEAST(l.first_seq, u.first_seq),
			  received = l.received + CASE WHEN u.received = 1
			    THEN 1
			    ELSE bit_count((u.seq_window & ~shift_window(l.seq_window, u.seq - l.seq))::bit(64))
			  END,
			  alive = TRUE,
			  last_beat_at = %s,
			  lease_until = %s,
			  profile_hash = CASE WHEN u.profile_hash = 0 THEN l.profile_hash ELSE u.profile_hash END,
			  %s
			FROM %s
			WHERE l.robot_id = u.robot_id
			  AND l.boot_id = u.boot_id
			  AND l.seq < u.seq
			  AND u.at_us IS NOT NULL
			RETURNING
			  u.position,
			  CASE WHEN NOT old.alive
			      OR (new.reported = 'error') <> (old.reported = 'error')
			      OR new.profile_hash <> old.profile_hash
			      OR new.seq - old.seq <> new.received - old.received
			    THEN %s
			  END""".formatted(BEAT_TIME, LEASE_END, each("%1$s = u.%1$s"), ROWS, REPORT);

	private static final String NEWER = "EXCLUDED.last_beat_at IS NOT NULL AND EXCLUDED.seq > l.seq";

	/** Numbers among the arriving ones that had not arrived before. */
	private static final String NEW_NUMBERS = """
			CASE WHEN EXCLUDED.seq > l.seq
			  THEN EXCLUDED.seq_window & ~shift_window(l.seq_window, EXCLUDED.seq - l.seq)
			  ELSE shift_window(EXCLUDED.seq_window, l.seq - EXCLUDED.seq) & ~l.seq_window
			END""";

	/**
	 * Inserts rows, or merges beats into them that are of the same boot and not the next.
	 */
	static final String MERGE = """
			INSERT INTO robot_liveness AS l (
			  robot_id, boot_id, seq, seq_window, first_seq, received, alive, last_beat_at, lease_until,
			  profile_hash, %1$s
			)
			SELECT
			  u.robot_id, u.boot_id, u.seq, u.seq_window, u.first_seq, u.received, u.at_us IS NOT NULL, %2$s, %3$s,
			  u.profile_hash, %4$s
			FROM %5$s
			ORDER BY u.position
			ON CONFLICT (robot_id) DO UPDATE SET
			  seq = GREATEST(l.seq, EXCLUDED.seq),
			  seq_window = CASE WHEN EXCLUDED.seq > l.seq
			    THEN EXCLUDED.seq_window | shift_window(l.seq_window, EXCLUDED.seq - l.seq)
			    ELSE l.seq_window | shift_window(EXCLUDED.seq_window, l.seq - EXCLUDED.seq)
			  END,
			  received = l.received + bit_count((%6$s)::bit(64)),
			  first_seq = CASE WHEN EXCLUDED.first_seq >= l.first_seq OR (%6$s) = 0
			    THEN l.first_seq
			    ELSE LEAST(l.first_seq, GREATEST(EXCLUDED.first_seq, GREATEST(l.seq, EXCLUDED.seq) - 63))
			  END,
			  alive = l.alive OR (%7$s),
			  last_beat_at = CASE WHEN %7$s THEN EXCLUDED.last_beat_at ELSE l.last_beat_at END,
			  lease_until = CASE WHEN %7$s THEN EXCLUDED.lease_until ELSE l.lease_until END,
			  profile_hash = CASE WHEN %7$s AND EXCLUDED.profile_hash <> 0
			    THEN EXCLUDED.profile_hash
			    ELSE l.profile_hash
			  END,
			  %8$s
			WHERE l.boot_id = EXCLUDED.boot_id
			RETURNING
			  new.robot_id,
			  %9$s""".formatted(each("%1$s"), BEAT_TIME, LEASE_END, each("u.%1$s"), ROWS, NEW_NUMBERS, NEWER,
			each("%1$s = CASE WHEN " + NEWER + " THEN EXCLUDED.%1$s ELSE l.%1$s END"), REPORT);

	private static final String ARRIVED_LAST = """
			EXCLUDED.last_beat_at IS NOT NULL AND (l.last_beat_at IS NULL OR EXCLUDED.last_beat_at > l.last_beat_at)""";

	/**
	 * Inserts rows of robots that number no beat, or shows what such a beat says if it
	 * arrived last. What is known of numbered beats stays. Reports every row, with the
	 * last numbered beat.
	 */
	static final String KEYED = """
			INSERT INTO robot_liveness AS l (
			  robot_id, boot_id, seq, seq_window, first_seq, received, received_before, alive, last_beat_at, lease_until,
			  profile_hash, %1$s
			)
			SELECT
			  u.robot_id, u.boot_id, u.seq, u.seq_window, u.first_seq, 0, u.received, u.at_us IS NOT NULL, %2$s, %3$s,
			  u.profile_hash, %4$s
			FROM %5$s
			ORDER BY u.position
			ON CONFLICT (robot_id) DO UPDATE SET
			  received_before = l.received_before + EXCLUDED.received_before,
			  alive = l.alive OR (%6$s),
			  last_beat_at = CASE WHEN %6$s THEN EXCLUDED.last_beat_at ELSE l.last_beat_at END,
			  lease_until = CASE WHEN %6$s THEN EXCLUDED.lease_until ELSE l.lease_until END,
			  profile_hash = CASE WHEN %6$s AND EXCLUDED.profile_hash <> 0
			    THEN EXCLUDED.profile_hash
			    ELSE l.profile_hash
			  END,
			  %7$s
			RETURNING
			  new.robot_id,
			  %8$s,
			  new.boot_id,
			  new.seq,
			  new.host_ready"""
		.formatted(each("%1$s"), BEAT_TIME, LEASE_END, each("u.%1$s"), ROWS, ARRIVED_LAST, keyedValues(), REPORT);

	private LivenessSql() {
	}

	/**
	 * A beat without a number that does not say whether its host is up leaves it as it
	 * was.
	 */
	private static String keyedValues() {
		return VALUES.stream().map(column -> {
			String newest = column.equals("host_ready") ? "COALESCE(EXCLUDED.%1$s, l.%1$s)" : "EXCLUDED.%1$s";
			return ("%1$s = CASE WHEN " + ARRIVED_LAST + " THEN " + newest + " ELSE l.%1$s END").formatted(column);
		}).collect(Collectors.joining(",\n  "));
	}

	private static String each(String pattern) {
		return VALUES.stream().map(column -> pattern.formatted(column)).collect(Collectors.joining(",\n  "));
	}

}
