package com.lekiwi.heartbeat.discovery.robot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.discovery.probe.ProbeResult;
import com.lekiwi.heartbeat.discovery.settings.AdoptionSettings;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Robots that wait to be registered. Who takes one has until its next attempt; a replica
 * that dies meanwhile leaves it to whoever looks then.
 */
@Component
final class PendingStore {

	/** The choice is made once, whatever the plan: it locks what it chooses. */
	private static final String TAKE = """
			WITH chosen AS MATERIALIZED (
			  SELECT d.address
			  FROM discovery_robots d
			  WHERE d.adoption = 'pending'
			    AND d.next_attempt_at <= fleet_time()
			    AND NOT EXISTS (
			      SELECT
			      FROM discovery_ignored i
			      WHERE i.address = d.address
			    )
			  ORDER BY d.next_attempt_at
			  LIMIT ?
			  FOR UPDATE SKIP LOCKED
			)
			UPDATE discovery_robots r SET
			  attempts = LEAST(r.attempts + 1, 1000),
			  next_attempt_at = fleet_time()
			    + make_interval(secs => ? + LEAST(?, ? * 2 ^ LEAST(r.attempts, 20)))
			FROM chosen n
			WHERE r.address = n.address
			RETURNING r.result""";

	/** What was found there meanwhile is another matter. */
	private static final String DECIDE = """
			UPDATE discovery_robots SET
			  adoption = ?,
			  adoption_detail = ?,
			  attempts = 0,
			  next_attempt_at = NULL,
			  adopted_at = CASE WHEN ? THEN fleet_time() END
			WHERE address = ?::inet
			  AND robot_id = ?
			  AND adoption = 'pending'""";

	private static final String EXPLAIN = """
			UPDATE discovery_robots SET
			  adoption_detail = ?
			WHERE address = ?::inet
			  AND robot_id = ?
			  AND adoption = 'pending'""";

	private final JdbcTemplate database;

	private final AdoptionSettings settings;

	private final JsonMapper mapper = FleetJson.mapper();

	PendingStore(JdbcTemplate database, DiscoverySettings settings) {
		this.database = database;
		this.settings = settings.adoption();
	}

	List<Pending> take() {
		return this.database.query(TAKE, this::pending, this.settings.batch(), seconds(this.settings.timeout()),
				seconds(this.settings.maxRetry()), seconds(this.settings.firstRetry()));
	}

	void decide(List<Pending> robots, List<Answer.Item> items) {
		List<Object[]> decided = new ArrayList<>();
		List<Object[]> explained = new ArrayList<>();
		for (int i = 0; i < robots.size(); i++) {
			Pending pending = robots.get(i);
			Answer.Item item = items.get(i);
			String id = pending.robot().id().value();
			Adoption adoption = item.adoption();
			if (adoption == Adoption.PENDING) {
				explained.add(new Object[] { item.words(), pending.address(), id });
			}
			else {
				boolean adopted = adoption == Adoption.ADOPTED;
				decided.add(new @Nullable Object[] { adoption.key(), adopted ? null : item.words(), adopted,
						pending.address(), id });
			}
		}
		this.database.batchUpdate(DECIDE, decided);
		this.database.batchUpdate(EXPLAIN, explained);
	}

	void explain(List<Pending> robots, String why) {
		this.database.batchUpdate(EXPLAIN,
				robots.stream()
					.map(pending -> new Object[] { why, pending.address(), pending.robot().id().value() })
					.toList());
	}

	int waiting() {
		return Objects.requireNonNullElse(this.database
			.queryForObject("SELECT count(*) FROM discovery_robots WHERE adoption = 'pending'", Integer.class), 0);
	}

	private Pending pending(ResultSet row, int number) throws SQLException {
		ProbeResult found = this.mapper.readValue(row.getString("result"), ProbeResult.class);
		return new Pending(found.address().text(), Objects.requireNonNull(found.robot()));
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

}
