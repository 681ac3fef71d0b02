package com.lekiwi.heartbeat.state.heartbeat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;

/**
 * The statement that writes a group of beats: one upsert for all robots, which orders
 * each beat against the row it finds, counts it, sums its minute up, and reports the rows
 * of which there is more to say.
 * <p>
 * In it {@code l} is the row as it is and {@code EXCLUDED} the beats that arrive. A row
 * of another boot is locked and left as it is; the count of written rows tells that there
 * is one.
 */
final class LivenessSql {

	/** Newest live beat, by number: only such beats change what is shown. */
	private static final String NEWER = "EXCLUDED.last_beat_at IS NOT NULL AND EXCLUDED.seq > l.seq";

	/** Numbers among the arriving ones that had not arrived before. */
	private static final String NEW_NUMBERS = """
			CASE WHEN EXCLUDED.seq > l.seq
			  THEN EXCLUDED.seq_window & ~shift_window(l.seq_window, EXCLUDED.seq - l.seq)
			  ELSE shift_window(EXCLUDED.seq_window, l.seq - EXCLUDED.seq) & ~l.seq_window
			END""";

	private static final String LOST = "%1$s.lost_before + %1$s.seq - %1$s.first_seq + 1 - %1$s.received";

	private static final String MINUTE_ENDED = "old.beats > 0 AND new.minute > old.minute";

	private static final String TIME = "to_timestamp((%s)::double precision / 1000000::double precision)";

	private LivenessSql() {
	}

	/**
	 * Writes the statement.
	 * @param folded whether a row may stand for several live beats; if none does, the
	 * minute's sums are the values themselves and need not be sent
	 * @return SQL whose parameters are arrays, in the order of {@link LivenessRows}
	 */
	static String upsert(boolean folded) {
		return """
				WITH written AS (
				  INSERT INTO robot_liveness AS l (
				    robot_id, boot_id, seq, seq_window, first_seq, received,
				    alive, last_beat_at, lease_until, interval_s,
				    reported, skew_ms, host_ready, command_rate_hz, last_command_age_ms, command_source, operator_id,
				    profile_hash, minute, beats,
				    %1$s
				  )
				  SELECT
				    u.robot_id, u.boot_id, u.seq, u.seq_window, u.first_seq, u.received,
				    u.at_us IS NOT NULL, %2$s, %3$s, u.interval_s,
				    u.reported, u.skew_ms, u.host_ready, u.command_rate_hz, u.last_command_age_ms, u.command_source,
				    u.operator_id, u.profile_hash, COALESCE(u.at_us / 60000000, 0), %4$s,
				    %5$s
				  FROM unnest(
				    ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
				    ?::bigint[], ?::smallint[], ?::text[], ?::bigint[], ?::boolean[], ?::real[], ?::bigint[],
				    ?::text[], ?::text[], ?::bigint[],
				    %6$s
				  ) AS u (
				    robot_id, boot_id, seq, seq_window, first_seq, received,
				    at_us, interval_s, reported, skew_ms, host_ready, command_rate_hz, last_command_age_ms,
				    command_source, operator_id, profile_hash,
				    %7$s
				  )
				  ON CONFLICT (robot_id) DO UPDATE SET
				    seq = GREATEST(l.seq, EXCLUDED.seq),
				    seq_window = CASE WHEN EXCLUDED.seq > l.seq
				      THEN EXCLUDED.seq_window | shift_window(l.seq_window, EXCLUDED.seq - l.seq)
				      ELSE l.seq_window | shift_window(EXCLUDED.seq_window, l.seq - EXCLUDED.seq)
				    END,
				    received = l.received + bit_count((%8$s)::bit(64)),
				    first_seq = CASE WHEN EXCLUDED.first_seq >= l.first_seq OR (%8$s) = 0
				      THEN l.first_seq
				      ELSE LEAST(l.first_seq, GREATEST(EXCLUDED.first_seq, GREATEST(l.seq, EXCLUDED.seq) - 63))
				    END,
				    alive = l.alive OR (%9$s),
				    minute = CASE WHEN %9$s THEN GREATEST(l.minute, EXCLUDED.minute) ELSE l.minute END,
				    profile_hash = CASE WHEN %9$s AND EXCLUDED.profile_hash <> 0
				      THEN EXCLUDED.profile_hash
				      ELSE l.profile_hash
				    END,
				    %10$s
				  WHERE l.boot_id = EXCLUDED.boot_id
				  RETURNING
				    new.robot_id AS robot_id,
				    old.robot_id IS NULL AS registered,
				    new.last_beat_at IS DISTINCT FROM old.last_beat_at AS fresh,
				    new.alive AND old.alive IS NOT TRUE AS returned,
				    new.reported = 'error' AND old.reported IS DISTINCT FROM 'error' AS failed,
				    new.reported <> 'error' AND old.reported = 'error' AS recovered,
				    new.profile_hash IS DISTINCT FROM old.profile_hash AS profile_changed,
				    new.received_before + new.received AS received,
				    %11$s AS lost,
				    %12$s AS lost_so_far,
				    new.reboots AS reboots,
				    CASE WHEN %13$s THEN old.minute END AS minute,
				    CASE WHEN %13$s THEN old.beats END AS minute_beats,
				    CASE WHEN %13$s THEN ARRAY[%14$s]::real[] END AS sample
				)
				SELECT (SELECT count(*) FROM written) AS total, w.*
				FROM (SELECT 1) AS always
				LEFT JOIN (
				  SELECT *
				  FROM written
				  WHERE NOT fresh
				    OR registered
				    OR returned
				    OR failed
				    OR recovered
				    OR profile_changed
				    OR lost <> lost_so_far
				    OR minute IS NOT NULL
				) AS w ON true""".formatted(perMetric("%1$s, %1$s_min, %1$s_sum, %1$s_max, %1$s_n"),
				TIME.formatted("u.at_us"),
				TIME.formatted("u.at_us + u.interval_s * %d::bigint".formatted(Heartbeat.LEASE_INTERVALS * 1_000_000L)),
				folded ? "u.live" : "CASE WHEN u.at_us IS NULL THEN 0 ELSE 1 END",
				perMetric(folded ? "u.%1$s, u.%1$s_min, u.%1$s_sum, u.%1$s_max, u.%1$s_n"
						: "u.%1$s, u.%1$s, u.%1$s, u.%1$s, CASE WHEN u.%1$s IS NULL THEN 0 ELSE 1 END"),
				folded ? "?::integer[], " + perMetric("?::real[], ?::real[], ?::real[], ?::real[], ?::integer[]")
						: perMetric("?::real[]"),
				folded ? "live, " + perMetric("%1$s, %1$s_min, %1$s_sum, %1$s_max, %1$s_n") : perMetric("%s"),
				NEW_NUMBERS, NEWER, updates(), LOST.formatted("new"), LOST.formatted("old"), MINUTE_ENDED,
				perMetric("old.%1$s_min, old.%1$s_sum / NULLIF(old.%1$s_n, 0), old.%1$s_max"));
	}

	/** Values are replaced by newer ones; sums grow, and begin anew with a minute. */
	private static String updates() {
		String replaced = Stream
			.concat(Stream.of("last_beat_at", "lease_until", "interval_s", "reported", "skew_ms", "host_ready",
					"command_rate_hz", "last_command_age_ms", "command_source", "operator_id"),
					Arrays.stream(Metric.values()).map(Metric::column))
			.map("%1$s = CASE WHEN {newer} THEN EXCLUDED.%1$s ELSE l.%1$s END"::formatted)
			.collect(Collectors.joining(",\n    "));
		String summed = perMetric("""
				%1$s_min = CASE WHEN {newer} THEN CASE WHEN {ended} THEN EXCLUDED.%1$s_min
				  ELSE LEAST(l.%1$s_min, EXCLUDED.%1$s_min) END ELSE l.%1$s_min END,
				    %1$s_max = CASE WHEN {newer} THEN CASE WHEN {ended} THEN EXCLUDED.%1$s_max
				  ELSE GREATEST(l.%1$s_max, EXCLUDED.%1$s_max) END ELSE l.%1$s_max END,
				    %1$s_sum = CASE WHEN {newer} THEN CASE WHEN {ended} THEN EXCLUDED.%1$s_sum
				  ELSE COALESCE(l.%1$s_sum + EXCLUDED.%1$s_sum, EXCLUDED.%1$s_sum, l.%1$s_sum) END ELSE l.%1$s_sum END,
				    %1$s_n = CASE WHEN {newer} THEN CASE WHEN {ended} THEN EXCLUDED.%1$s_n
				  ELSE l.%1$s_n + EXCLUDED.%1$s_n END ELSE l.%1$s_n END""");
		String beats = """
				beats = CASE WHEN {newer} THEN CASE WHEN {ended} THEN EXCLUDED.beats
				  ELSE l.beats + EXCLUDED.beats END ELSE l.beats END""";
		return String.join(",\n    ", replaced, beats, summed)
			.replace("{newer}", NEWER)
			.replace("{ended}", "EXCLUDED.minute > l.minute");
	}

	private static String perMetric(String pattern) {
		return Arrays.stream(Metric.values())
			.map(metric -> pattern.formatted(metric.column()))
			.collect(Collectors.joining(", "));
	}

}
