package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.registry.RobotIdentity;
import com.lekiwi.heartbeat.state.registry.RobotRows;
import org.jspecify.annotations.Nullable;

/** Brings the table {@code robots} to what beats said of the robots themselves. */
final class RobotUpsert {

	private static final String ROWS = """
			unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
			  AS u (id, name, type, site, address, agent_version, software_version, status, since, begins)""";

	private static final String INSERT = """
			INSERT INTO robots AS r (
			  id, name, type, site, address, agent_version, software_version, status, status_since, offline_cause,
			  registered_at, reported_name, reported_site
			)
			SELECT
			  u.id, COALESCE(u.name, u.id), COALESCE(u.type, 'unknown'), u.site, u.address, u.agent_version,
			  u.software_version, u.status, u.since::timestamptz, CASE WHEN u.status = 'offline' THEN 'said_goodbye' END,
			  u.since::timestamptz, u.name, u.site
			FROM %s
			ON CONFLICT (id) DO NOTHING
			RETURNING %s, r.agent_version IS NOT NULL OR r.software_version IS NOT NULL AS software_changed,
			  FALSE AS profile_changed, FALSE AS back_in_fleet,
			  NULL AS old_name, NULL AS old_type, NULL AS old_site, NULL AS old_address"""
		.formatted(ROWS, RobotRows.columns("r"));

	/**
	 * What a beat does not say stays, and so does the name and the site that a person
	 * gave; a person's {@code maintenance} is not ended by a beat. A robot that was
	 * retired and is heard is back.
	 */
	private static final String UPDATE = """
			UPDATE robots r SET
			  reported_name = s.reported_name,
			  reported_site = s.reported_site,
			  name = s.name,
			  type = s.type,
			  site = s.site,
			  address = s.address,
			  agent_version = s.agent_version,
			  software_version = s.software_version,
			  status = s.status,
			  status_since = CASE WHEN s.status = r.status THEN r.status_since ELSE s.since END,
			  offline_cause = s.offline_cause,
			  retired_at = CASE WHEN s.begins THEN NULL ELSE r.retired_at END,
			  version = r.version + 1
			FROM (
			  SELECT
			    k.id,
			    COALESCE(u.name, k.reported_name) AS reported_name,
			    COALESCE(u.site, k.reported_site) AS reported_site,
			    COALESCE(k.given_name, u.name, k.name) AS name,
			    COALESCE(NULLIF(u.type, 'unknown'), k.type) AS type,
			    COALESCE(k.given_site, u.site, k.site) AS site,
			    COALESCE(u.address, k.address) AS address,
			    COALESCE(u.agent_version, k.agent_version) AS agent_version,
			    COALESCE(u.software_version, k.software_version) AS software_version,
			    CASE WHEN k.status = 'maintenance' THEN k.status ELSE u.status END AS status,
			    CASE
			      WHEN u.begins::boolean THEN NULL
			      WHEN u.status = 'offline' THEN COALESCE(k.offline_cause, 'said_goodbye')
			      ELSE k.offline_cause
			    END AS offline_cause,
			    u.since::timestamptz AS since,
			    u.begins::boolean AS begins
			  FROM %s
			  JOIN robots k ON k.id = u.id
			  ORDER BY k.id
			  FOR UPDATE OF k
			) AS s
			WHERE r.id = s.id
			  AND (
			    s.begins
			    OR (r.name, r.type, r.site, r.address, r.agent_version, r.software_version, r.status,
			      r.offline_cause, r.reported_name, r.reported_site)
			      IS DISTINCT FROM
			      (s.name, s.type, s.site, s.address, s.agent_version, s.software_version, s.status,
			      s.offline_cause, s.reported_name, s.reported_site)
			  )
			RETURNING %s,
			  (old.agent_version, old.software_version) IS DISTINCT FROM (new.agent_version, new.software_version)
			    AS software_changed,
			  (old.name, old.type, old.site, old.address) IS DISTINCT FROM (new.name, new.type, new.site, new.address)
			    AS profile_changed,
			  old.retired_at IS NOT NULL AND new.retired_at IS NULL AS back_in_fleet,
			  old.name AS old_name, old.type AS old_type, old.site AS old_site, old.address AS old_address"""
		.formatted(ROWS, RobotRows.columns("new"));

	private RobotUpsert() {
	}

	/**
	 * A robot of which something changes.
	 *
	 * @param row its beats
	 * @param reported what the store reported of them
	 * @param receivedAt when the change happened
	 */
	record Input(FoldedBeat row, ReportedRow reported, Instant receivedAt) {

		/** The status that follows from the beat: a robot that was heard is online. */
		RobotStatus status() {
			if (!this.reported.fresh()) {
				return RobotStatus.DISCOVERED;
			}
			return switch (LivenessRows.reportedBy(this.row.newest())) {
				case OK, BUSY -> RobotStatus.ONLINE;
				case ERROR -> RobotStatus.FAILED;
				case STOPPING -> RobotStatus.OFFLINE;
			};
		}

		/** Whether it is alive from this beat on, and was not before. */
		boolean begins() {
			return this.reported.returned() && status() != RobotStatus.OFFLINE;
		}

		Profile profile() {
			ReceivedBeat newest = this.row.newest();
			return (newest != null) ? Profile.of(newest.beat()) : new Profile(null, null, null, null, null, null);
		}

	}

	/**
	 * A robot that changed.
	 *
	 * @param change the robot as it is now
	 * @param softwareChanged whether its versions are others
	 * @param profileChanged whether its name, type, site or address is another
	 * @param backInFleet whether it was retired before
	 * @param previous who it was; absent when it was not known
	 */
	record Output(RobotChange change, boolean softwareChanged, boolean profileChanged, boolean backInFleet,
			@Nullable RobotIdentity previous) {

	}

	static List<Output> insert(Connection connection, List<Input> robots) throws SQLException {
		return run(connection, INSERT, robots);
	}

	static List<Output> update(Connection connection, List<Input> robots) throws SQLException {
		return run(connection, UPDATE, robots);
	}

	private static List<Output> run(Connection connection, String sql, List<Input> robots) throws SQLException {
		if (robots.isEmpty()) {
			return List.of();
		}
		List<Function<Input, @Nullable String>> columns = List.of(robot -> robot.row().id().value(),
				robot -> robot.profile().name(), robot -> nameOf(robot.profile().type()),
				robot -> robot.profile().site(), robot -> robot.profile().address(), robot -> robot.profile().agent(),
				robot -> robot.profile().software(), robot -> robot.status().name().toLowerCase(Locale.ROOT),
				robot -> robot.receivedAt().toString(), robot -> Boolean.toString(robot.begins()));
		Map<String, Boolean> alive = new HashMap<>();
		robots.forEach(robot -> alive.put(robot.row().id().value(),
				robot.reported().fresh() && robot.status() != RobotStatus.OFFLINE));
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < columns.size(); i++) {
				statement.setArray(i + 1,
						connection.createArrayOf("text", robots.stream().map(columns.get(i)).toArray()));
			}
			try (ResultSet rows = statement.executeQuery()) {
				List<Output> changed = new ArrayList<>();
				while (rows.next()) {
					changed
						.add(new Output(RobotRows.change(rows, alive.getOrDefault(rows.getString("id"), Boolean.FALSE)),
								rows.getBoolean("software_changed"), rows.getBoolean("profile_changed"),
								rows.getBoolean("back_in_fleet"), previous(rows)));
				}
				return changed;
			}
		}
	}

	private static @Nullable RobotIdentity previous(ResultSet row) throws SQLException {
		String name = row.getString("old_name");
		if (name == null) {
			return null;
		}
		return new RobotIdentity(name, RobotType.valueOf(row.getString("old_type").toUpperCase(Locale.ROOT)),
				row.getString("old_site"), row.getString("old_address"));
	}

	private static @Nullable String nameOf(@Nullable RobotType type) {
		return (type != null) ? type.name().toLowerCase(Locale.ROOT) : null;
	}

}
