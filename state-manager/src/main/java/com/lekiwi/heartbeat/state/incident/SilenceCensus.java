package com.lekiwi.heartbeat.state.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How many robots that were alive have not been heard since.
 *
 * @param judged robots that were alive, and would have been heard by now
 * @param silent those of them that were not
 * @param sites at how many sites they stand
 * @param interval how often half of them beat, or more often; of no length without any
 */
record SilenceCensus(int judged, int silent, int sites, Duration interval) {

	/**
	 * Robots that said goodbye have a lease of no length: they are missed by nobody. A
	 * robot that beats seldom, and was not due yet, says nothing either way.
	 */
	private static final String COUNT = """
			SELECT
			  count(*) AS judged,
			  count(*) FILTER (WHERE NOT c.heard) AS silent,
			  %1$s AS sites,
			  COALESCE(percentile_disc(0.5) WITHIN GROUP (ORDER BY c.interval_s), 0) AS interval_s
			FROM (
			  SELECT
			    r.site,
			    l.interval_s,
			    l.last_beat_at > ?::timestamptz AS heard,
			    l.last_beat_at + make_interval(secs => l.interval_s) < ?::timestamptz AS due
			  FROM robots r
			  CROSS JOIN %2$s AS l
			  WHERE l.robot_id = r.id
			    AND r.retired_at IS NULL
			    AND r.id NOT IN (
			      SELECT m.id FROM robots m WHERE m.status = 'maintenance' AND m.retired_at IS NULL
			    )
			    AND (l.alive OR l.lease_until >= ?::timestamptz)
			    AND l.lease_until > l.last_beat_at
			    AND %3$s
			) AS c
			WHERE c.heard OR c.due""";

	/**
	 * The site's robots are read from the index alone, and looked up one by one. The
	 * OFFSET keeps PostgreSQL from reading the whole fleet for them.
	 */
	private static final String ONE_BY_ONE = "LATERAL (SELECT * FROM robot_liveness v WHERE v.robot_id = r.id OFFSET 0)";

	private static final String OF_SITE = COUNT.formatted("1", ONE_BY_ONE, "r.site = ?");

	private static final String WITHOUT_SITE = COUNT.formatted("1", ONE_BY_ONE, "r.site IS NULL");

	private static final String OF_ALL = COUNT.formatted("count(DISTINCT c.site)", "robot_liveness", "TRUE");

	static SilenceCensus ofSite(Connection connection, @Nullable String site, SilentRobot first, Instant now)
			throws SQLException {
		return count(connection, (site != null) ? OF_SITE : WITHOUT_SITE, site, first, now);
	}

	static SilenceCensus ofAll(Connection connection, SilentRobot first, Instant now) throws SQLException {
		return count(connection, OF_ALL, null, first, now);
	}

	private static SilenceCensus count(Connection connection, String sql, @Nullable String site, SilentRobot first,
			Instant now) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(sql)) {
			query.setString(1, first.middle().toString());
			query.setString(2, now.toString());
			query.setString(3, first.lastBeatAt().toString());
			if (site != null) {
				query.setString(4, site);
			}
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return new SilenceCensus(row.getInt("judged"), row.getInt("silent"), row.getInt("sites"),
						Duration.ofSeconds(row.getInt("interval_s")));
			}
		}
	}

	boolean isIncident(int smallest, double share) {
		return this.judged >= smallest && this.silent > share * this.judged;
	}

}
