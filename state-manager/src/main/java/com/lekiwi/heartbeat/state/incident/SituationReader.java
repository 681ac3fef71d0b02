package com.lekiwi.heartbeat.state.incident;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.incident.BlindTime;
import com.lekiwi.heartbeat.contract.incident.Incident;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what goes on, and what ended within the last hour. */
@Component
class SituationReader {

	/** No operator reads more, and an answer stays small. */
	private static final int MOST = 100;

	private final JdbcClient database;

	SituationReader(JdbcClient database) {
		this.database = database;
	}

	List<Incident> incidents() {
		return this.database.sql("""
				SELECT *
				FROM site_incidents
				WHERE ended_at IS NULL
				  OR ended_at > fleet_time() - interval '1 hour'
				ORDER BY ended_at IS NOT NULL, id DESC
				LIMIT ?""")
			.param(MOST)
			.query((row, number) -> new Incident(row.getLong("id"),
					OfflineCause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)), row.getString("site"),
					Objects.requireNonNull(RobotRows.time(row, "began_at")),
					Objects.requireNonNull(RobotRows.time(row, "detected_at")), row.getInt("robots_alive"),
					row.getInt("robots_lost"), RobotRows.time(row, "ended_at"), row.getString("outcome")))
			.list();
	}

	List<BlindTime> blind() {
		return this.database.sql("""
				SELECT began_at, ended_at, cause
				FROM observer_blind_intervals
				WHERE ended_at > fleet_time() - interval '1 hour'
				ORDER BY ended_at DESC
				LIMIT ?""")
			.param(MOST)
			.query((row, number) -> new BlindTime(Objects.requireNonNull(RobotRows.time(row, "began_at")),
					Objects.requireNonNull(RobotRows.time(row, "ended_at")), row.getString("cause")))
			.list();
	}

}
