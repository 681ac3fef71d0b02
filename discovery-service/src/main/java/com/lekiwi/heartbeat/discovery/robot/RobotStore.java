package com.lekiwi.heartbeat.discovery.robot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.probe.ProbeResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was found, as people see it, and what they decide. */
@Component
final class RobotStore {

	private static final String SELECT = """
			SELECT r.*, i.address IS NOT NULL AS ignored, i.reason AS ignored_reason
			FROM discovery_robots r
			LEFT JOIN discovery_ignored i USING (address)
			""";

	/** Of one that is pending or adopted nothing changes. */
	private static final String ADOPT = """
			UPDATE discovery_robots r SET
			  adoption = 'pending',
			  adoption_detail = NULL,
			  attempts = 0,
			  next_attempt_at = fleet_time()
			WHERE r.address = ?::inet
			  AND r.adoption IN ('found', 'refused')
			  AND NOT EXISTS (
			    SELECT
			    FROM discovery_ignored i
			    WHERE i.address = r.address
			  )""";

	private static final String IGNORE = """
			WITH ignored AS (
			  INSERT INTO discovery_ignored (address, reason, ignored_at)
			  VALUES (?::inet, ?, fleet_time())
			  ON CONFLICT (address) DO UPDATE SET
			    reason = EXCLUDED.reason
			  RETURNING address, ignored_at
			), left_alone AS (
			  UPDATE discovery_robots r SET
			    adoption = 'found',
			    next_attempt_at = NULL
			  FROM ignored i
			  WHERE r.address = i.address
			    AND r.adoption = 'pending'
			)
			SELECT ignored_at
			FROM ignored""";

	private final JdbcTemplate database;

	private final JsonMapper mapper = FleetJson.mapper();

	RobotStore(JdbcTemplate database) {
		this.database = database;
	}

	Optional<FoundRobot> find(LiteralAddress address) {
		return this.database.query(SELECT + "WHERE r.address = ?::inet", this::robot, address.text())
			.stream()
			.findFirst();
	}

	/** In order, of those with higher addresses. */
	List<FoundRobot> page(@Nullable LiteralAddress after, int limit) {
		return this.database.query(SELECT + "WHERE r.address > ?::inet ORDER BY r.address LIMIT ?", this::robot,
				(after != null) ? after.text() : "0.0.0.0", limit);
	}

	void adopt(LiteralAddress address) {
		this.database.update(ADOPT, address.text());
	}

	Ignored ignore(LiteralAddress address, @Nullable String reason) {
		Instant at = this.database
			.query(IGNORE, (row, number) -> row.getObject("ignored_at", OffsetDateTime.class).toInstant(),
					address.text(), reason)
			.getFirst();
		return new Ignored(address, reason, at);
	}

	void unignore(LiteralAddress address) {
		this.database.update("DELETE FROM discovery_ignored WHERE address = ?::inet", address.text());
	}

	private FoundRobot robot(ResultSet row, int number) throws SQLException {
		ProbeResult found = this.mapper.readValue(row.getString("result"), ProbeResult.class);
		Adoption adoption = row.getBoolean("ignored") ? Adoption.IGNORED : Adoption.of(row.getString("adoption"));
		return new FoundRobot(found.address(), Objects.requireNonNull(found.port()),
				Objects.requireNonNull(found.robot()), found.evidence(), adoption, row.getString("adoption_detail"),
				row.getInt("attempts"), instant(row, "next_attempt_at"), instant(row, "adopted_at"),
				row.getString("ignored_reason"), row.getLong("scan_id"),
				row.getObject("seen_at", OffsetDateTime.class).toInstant());
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
