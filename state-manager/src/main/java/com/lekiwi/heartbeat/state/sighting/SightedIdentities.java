package com.lekiwi.heartbeat.state.sighting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.RobotIdentity;
import com.lekiwi.heartbeat.state.registry.RobotRows;
import org.jspecify.annotations.Nullable;

/**
 * What follows of word of robots for the robots themselves, and what is told of it.
 */
final class SightedIdentities {

	private final Connection connection;

	private final Instant now;

	private final Map<RobotId, Heard> heard;

	private final List<RobotEvent> events = new ArrayList<>();

	private final List<RobotChange> changes = new ArrayList<>();

	private final Set<RobotId> registered = new HashSet<>();

	SightedIdentities(Connection connection, Instant now, Map<RobotId, Heard> heard) {
		this.connection = connection;
		this.now = now;
		this.heard = heard;
	}

	/** What happened, in order. */
	List<RobotEvent> events() {
		return List.copyOf(this.events);
	}

	/** Robots that changed, as they are now. */
	List<RobotChange> changes() {
		return List.copyOf(this.changes);
	}

	/** Robots that nobody had known. */
	Set<RobotId> registered() {
		return Set.copyOf(this.registered);
	}

	/**
	 * Registers and amends robots.
	 * @param robots word of robots, each once, in the order of their ids
	 * @throws SQLException if the store refuses or is away
	 */
	void write(List<SightedRobot> robots) throws SQLException {
		Set<RobotId> known = new HashSet<>();
		try (PreparedStatement query = this.connection.prepareStatement(SightingSql.KNOWN)) {
			query.setArray(1,
					this.connection.createArrayOf("text", robots.stream().map(robot -> robot.id().value()).toArray()));
			readIds(query, known);
		}
		register(robots.stream().filter(robot -> !known.contains(robot.id())).toList());
		List<SightedRobot> rest = robots.stream().filter(robot -> !this.registered.contains(robot.id())).toList();
		Set<RobotId> locked = new HashSet<>();
		if (!rest.isEmpty()) {
			try (PreparedStatement lock = this.connection.prepareStatement(SightingSql.LOCK_ROBOTS)) {
				bind(lock, rest);
				readIds(lock, locked);
			}
		}
		amend(rest.stream().filter(robot -> locked.contains(robot.id())).toList());
	}

	private static void readIds(PreparedStatement query, Set<RobotId> ids) throws SQLException {
		try (ResultSet row = query.executeQuery()) {
			while (row.next()) {
				ids.add(new RobotId(row.getString(1)));
			}
		}
	}

	private void register(List<SightedRobot> robots) throws SQLException {
		if (robots.isEmpty()) {
			return;
		}
		try (PreparedStatement insert = this.connection.prepareStatement(SightingSql.REGISTER)) {
			int bound = bind(insert, robots);
			setTexts(insert, bound + 1, robots, robot -> robot.id().value());
			setTexts(insert, bound + 2, robots, robot -> heardAt(robot).toString());
			try (ResultSet row = insert.executeQuery()) {
				while (row.next()) {
					RobotId id = new RobotId(row.getString("id"));
					Heard news = this.heard.get(id);
					RobotChange change = RobotRows.change(row, news != null && news.alive());
					this.registered.add(id);
					this.changes.add(change);
					tellOfFirst(change, news);
				}
			}
		}
	}

	private void amend(List<SightedRobot> robots) throws SQLException {
		if (robots.isEmpty()) {
			return;
		}
		try (PreparedStatement update = this.connection.prepareStatement(SightingSql.AMEND)) {
			bind(update, robots);
			try (ResultSet row = update.executeQuery()) {
				while (row.next()) {
					RobotChange change = RobotRows.change(row, row.getBoolean("alive"));
					this.changes.add(change);
					tellOfTurn(change, this.heard.get(change.id()), row.getBoolean("back_in_fleet"));
					if (row.getBoolean("shows")) {
						tellOfIdentity(change, row);
					}
				}
			}
		}
	}

	private void tellOfTurn(RobotChange change, @Nullable Heard news, boolean isBack) {
		if (news == null || news.turn() == null) {
			return;
		}
		boolean masked = change.status() == RobotStatus.MAINTENANCE;
		Instant at = (news.alive() && !masked) ? change.statusSince() : news.beat().receivedAt();
		if (isBack) {
			this.events.add(new RobotEvent(change.id(), EventKind.RETURNED, at));
		}
		if (news.first()) {
			tellOfFirst(change, news);
		}
		else {
			this.events.add(new RobotEvent(change.id(), EventKind.ONLINE, at,
					Map.of("announced", !masked && !change.flapping(), "by", "sighting")));
		}
	}

	private void tellOfFirst(RobotChange change, @Nullable Heard news) {
		Map<String, Object> details = new HashMap<>(RobotIdentity.of(change).details());
		details.put("by", "sighting");
		if (news == null) {
			this.events.add(new RobotEvent(change.id(), EventKind.DISCOVERED, this.now, details));
			return;
		}
		this.events.add(new RobotEvent(change.id(), EventKind.REGISTERED, news.beat().receivedAt(), details));
		if (!news.alive()) {
			Map<String, Object> loss = new HashMap<>();
			loss.put("cause", OfflineCause.SINGLE_LOSS.wireName());
			loss.put("announced", false);
			if (change.site() != null) {
				loss.put("site", change.site());
			}
			this.events.add(new RobotEvent(change.id(), EventKind.OFFLINE, news.deadline(), loss));
		}
	}

	private void tellOfIdentity(RobotChange change, ResultSet row) throws SQLException {
		RobotIdentity before = new RobotIdentity(row.getString("old_name"),
				RobotType.valueOf(row.getString("old_type").toUpperCase(Locale.ROOT)), row.getString("old_site"),
				row.getString("old_address"));
		Map<String, Object> details = new HashMap<>(RobotIdentity.of(change).details(before));
		details.put("by", "sighting");
		this.events.add(new RobotEvent(change.id(), EventKind.CHANGED, this.now, details));
	}

	/** When it was first known. */
	private Instant heardAt(SightedRobot robot) {
		Heard news = this.heard.get(robot.id());
		return (news != null) ? news.beat().receivedAt() : this.now;
	}

	/** Returns how many parameters are bound. */
	private int bind(PreparedStatement statement, List<SightedRobot> robots) throws SQLException {
		List<Function<SightedRobot, @Nullable String>> columns = List.of(robot -> robot.id().value(),
				SightedRobot::name,
				robot -> (robot.type() != null) ? robot.type().name().toLowerCase(Locale.ROOT) : null,
				SightedRobot::address, robot -> Boolean.toString(robot.authority()), robot -> {
					Heard news = this.heard.get(robot.id());
					return (news != null) ? news.turn() : null;
				}, robot -> {
					Heard news = this.heard.get(robot.id());
					RobotStatus status = (news != null) ? news.status() : RobotStatus.DISCOVERED;
					return status.name().toLowerCase(Locale.ROOT);
				}, robot -> {
					Heard news = this.heard.get(robot.id());
					return ((news != null) ? news.since() : this.now).toString();
				});
		for (int i = 0; i < columns.size(); i++) {
			setTexts(statement, i + 1, robots, columns.get(i));
		}
		return columns.size();
	}

	private void setTexts(PreparedStatement statement, int parameter, List<SightedRobot> robots,
			Function<SightedRobot, @Nullable String> value) throws SQLException {
		statement.setArray(parameter, this.connection.createArrayOf("text", robots.stream().map(value).toArray()));
	}

}
