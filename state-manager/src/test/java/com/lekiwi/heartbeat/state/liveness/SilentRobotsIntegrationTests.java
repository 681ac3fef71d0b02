package com.lekiwi.heartbeat.state.liveness;

import java.util.Map;

import javax.sql.DataSource;

import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The database is shared, and nothing is kept. */
@StateManagerTest
class SilentRobotsIntegrationTests {

	/**
	 * Robots that were last heard in each tenth of a second, with leases of many lengths.
	 */
	private static final String COMPARE = """
			SELECT
			  count(*) AS robots,
			  count(*) FILTER (WHERE lease_end(l.last_beat_at, l.lease_until) <> l.lease_until) AS moved,
			  count(*) FILTER (WHERE %s IS DISTINCT FROM lease_end(l.last_beat_at, l.lease_until)) AS different
			FROM (%s) AS b
			CROSS JOIN (
			  SELECT s.at AS last_beat_at, s.at + make_interval(secs => 3 * i.interval_s) AS lease_until
			  FROM generate_series('2020-01-01 00:00:00Z', '2020-01-01 00:02:00Z', interval '100 ms') AS s (at)
			  CROSS JOIN (VALUES (1), (2), (5), (20)) AS i (interval_s)
			) AS l""".formatted(SilentRobots.DEADLINE, SilentRobots.BLIND);

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private DataSource source;

	@ParameterizedTest
	@ValueSource(strings = { "('2020-01-01 00:00:05Z', '2020-01-01 00:01:00Z', 'paused')",
			"('2020-01-01 00:00:05Z', '2020-01-01 00:00:20Z', 'store_away'),"
					+ " ('2020-01-01 00:00:28Z', '2020-01-01 00:00:50Z', 'paused')" })
	void theShortWayToTheEndOfALeaseLeadsToTheSameEnd(String blindTimes) {
		Map<String, Object> found = new TransactionTemplate(new JdbcTransactionManager(this.source)).execute(status -> {
			status.setRollbackOnly();
			this.database.update("DELETE FROM observer_blind_intervals");
			this.database
				.update("INSERT INTO observer_blind_intervals (began_at, ended_at, cause) VALUES " + blindTimes);
			return this.database.queryForMap(COMPARE);
		});
		assertThat(found).containsEntry("robots", 4804L).containsEntry("different", 0L);
		assertThat((Long) found.get("moved")).isPositive();
	}

}
