package com.lekiwi.heartbeat.adapter.forward;

import java.util.Collection;
import java.util.List;

import com.lekiwi.heartbeat.adapter.legacy.LegacyBeat;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.ForwardSettings;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/**
 * Finds beats of which the legacy is to be told. Which those can be says the view
 * {@code forwardable_beats}; here they are fresh, and none is told twice.
 */
@Component
public final class DueBeats {

	private static final String COLUMNS = """
			SELECT
			  b.robot_id,
			  b.name,
			  b.type,
			  b.address,
			  b.reported,
			  b.host_ready
			FROM forwardable_beats b
			""";

	/** Those first that have waited longest. */
	private static final String DUE = COLUMNS + """
			LEFT JOIN legacy_forwards f ON f.robot_id = b.robot_id
			WHERE b.last_beat_at > fleet_time() - make_interval(secs => ?)
			  AND (
			    f.robot_id IS NULL
			    OR (
			      b.last_beat_at > f.beat_at
			      AND f.sent_at <= fleet_time() - make_interval(secs => ?)
			    )
			  )
			ORDER BY f.sent_at NULLS FIRST, b.robot_id
			LIMIT ?""";

	/**
	 * Not those that the legacy is being told of: one of the two could not be told from
	 * the other.
	 */
	private static final String FRESH = COLUMNS + """
			LEFT JOIN legacy_forwards f ON f.robot_id = b.robot_id
			WHERE (f.robot_id IS NULL OR f.ended_at IS NOT NULL)
			  AND b.last_beat_at > fleet_time() - make_interval(secs => ?)
			  AND b.robot_id = ANY (?)""";

	private static final RowMapper<LegacyBeat> BEAT = (row, _) -> new LegacyBeat(row.getString("robot_id"),
			row.getString("name"), row.getString("type"), row.getString("address"), row.getString("reported"),
			row.getObject("host_ready", Boolean.class));

	private final JdbcTemplate database;

	private final ForwardSettings settings;

	/**
	 * Makes a reader.
	 * @param database where beats are
	 * @param settings which of them are due
	 */
	public DueBeats(JdbcTemplate database, AdapterSettings settings) {
		this.database = database;
		this.settings = settings.forward();
	}

	List<LegacyBeat> find(int limit) {
		return this.database.query(DUE, BEAT, this.settings.maxAge().toNanos() / 1e9,
				this.settings.interval().toNanos() / 1e9, limit);
	}

	/**
	 * Finds real beats of some robots, whether the legacy was told of them or not.
	 * @param robots the robots
	 * @return the newest beats of those that have one that is fresh
	 */
	public List<LegacyBeat> fresh(Collection<String> robots) {
		return this.database.query(connection -> {
			var statement = connection.prepareStatement(FRESH);
			statement.setDouble(1, this.settings.maxAge().toNanos() / 1e9);
			statement.setArray(2, connection.createArrayOf("text", robots.toArray()));
			return statement;
		}, BEAT);
	}

}
