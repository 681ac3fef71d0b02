package com.lekiwi.heartbeat.state.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

/** Counts robots that are alike, those that are retired too. */
@Component
public class RobotCounts {

	/**
	 * Whether a robot is alive follows from its status; in maintenance, and only there,
	 * its other row has to be looked at.
	 */
	private static final String COUNT = """
			SELECT
			  r.status,
			  r.type,
			  r.site,
			  r.teleoperation_status,
			  CASE r.status
			    WHEN 'online' THEN TRUE
			    WHEN 'failed' THEN TRUE
			    WHEN 'maintenance' THEN COALESCE(
			      (SELECT l.alive FROM robot_liveness l WHERE l.robot_id = r.id),
			      FALSE
			    )
			    ELSE FALSE
			  END AS alive,
			  r.flapping,
			  r.retired_at IS NOT NULL AS retired,
			  count(*) AS robots
			FROM robots r
			WHERE\s""";

	private static final String ALIKE = "\nGROUP BY 1, 2, 3, 4, 5, 6, 7";

	private final JdbcClient database;

	private final RobotSearch search;

	RobotCounts(@Qualifier("fleetDatabase") DataSource database) {
		this.database = JdbcClient.create(database);
		this.search = new RobotSearch(this.database);
	}

	/**
	 * How many robots are alike.
	 *
	 * @param status their status
	 * @param type their type
	 * @param site where they stand; absent when that is not known
	 * @param teleoperation their status of teleoperation
	 * @param alive whether their leases have not run out
	 * @param flapping whether they blink
	 * @param retired whether they were taken out of the fleet
	 * @param robots how many there are
	 */
	public record Alike(String status, String type, @Nullable String site, String teleoperation, boolean alive,
			boolean flapping, boolean retired, long robots) {

	}

	/**
	 * Counts all robots.
	 * @return a count for each way to be
	 */
	public List<Alike> all() {
		return count(new Condition());
	}

	/**
	 * Counts the robots of a filter.
	 * @param filter which robots
	 * @return a count for each way to be
	 */
	public List<Alike> of(RobotFilter filter) {
		Condition condition = filter.condition();
		this.search.narrow(filter, condition);
		return count(condition);
	}

	/**
	 * Finds the incidents that have not ended.
	 * @return the site of each; the empty text for one of the whole fleet
	 */
	public List<String> openIncidents() {
		return this.database.sql("SELECT COALESCE(site, '') FROM site_incidents WHERE ended_at IS NULL")
			.query((row, number) -> row.getString(1))
			.list();
	}

	private List<Alike> count(Condition condition) {
		return this.database.sql(COUNT + condition.sql() + ALIKE)
			.params(condition.parameters())
			.query((row, number) -> alike(row))
			.list();
	}

	private static Alike alike(ResultSet row) throws SQLException {
		return new Alike(row.getString("status"), row.getString("type"), row.getString("site"),
				row.getString("teleoperation_status"), row.getBoolean("alive"), row.getBoolean("flapping"),
				row.getBoolean("retired"), row.getLong("robots"));
	}

}
