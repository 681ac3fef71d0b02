package com.lekiwi.heartbeat.state.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.SubjectEvent;
import com.lekiwi.heartbeat.state.event.SubjectEvent.SubjectKind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Tells whether robots fell silent alone, with their site, or with the whole fleet. The
 * first robot that is missed decides: whoever was cut off with it has been silent for
 * half a lease by then, so nobody has to wait for the others' leases to end.
 */
@Component
public class IncidentDetector {

	/**
	 * A site that was found to be heard is not counted again for half an interval of its
	 * robots, within these bounds. If it was cut off since, its robots are missed later:
	 * it had been heard less than one and a half intervals ago, and they are due for two
	 * more after their last beats. Who beats more often than the others may be missed
	 * earlier, and counts as lost alone until the site is counted again.
	 */
	private static final Duration LEAST_MEMORY = Duration.ofSeconds(1);

	private static final Duration MOST_MEMORY = Duration.ofSeconds(30);

	/** Stands for robots that have no site; no site has this name. */
	private static final String NO_SITE = "";

	private final StateManagerProperties.Incidents settings;

	/** Sites that need not be counted, and until when. */
	private final Map<String, Instant> heardSites = new ConcurrentHashMap<>();

	IncidentDetector(StateManagerProperties properties) {
		this.settings = properties.incidents();
	}

	/**
	 * Finds the causes, and opens an incident where there is one.
	 * @param connection in the transaction that marks the robots
	 * @param silent robots whose leases are over
	 * @param now the time
	 * @param events where to add what is to be appended to the log
	 * @return the cause of each
	 * @throws SQLException if the store refuses or is away
	 */
	public Map<RobotId, OfflineCause> causes(Connection connection, List<SilentRobot> silent, Instant now,
			List<SubjectEvent> events) throws SQLException {
		Map<RobotId, OfflineCause> causes = new HashMap<>();
		Set<String> open = openSites(connection);
		boolean allSilent = open.contains(NO_SITE);
		Map<String, SilentRobot> firsts = new TreeMap<>();
		for (SilentRobot robot : silent) {
			firsts.merge(nameOf(robot.site()), robot,
					(a, b) -> (Comparator.comparing(SilentRobot::lastBeatAt).compare(a, b) <= 0) ? a : b);
		}
		this.heardSites.values().removeIf(until -> until.isBefore(now));
		for (SilentRobot first : firsts.values()) {
			if (allSilent || open.contains(nameOf(first.site())) || this.heardSites.containsKey(nameOf(first.site()))) {
				continue;
			}
			SilenceCensus site = SilenceCensus.ofSite(connection, first.site(), first, now);
			if (!isIncident(site)) {
				this.heardSites.put(nameOf(first.site()), now.plus(memory(site)));
				continue;
			}
			SilenceCensus all = SilenceCensus.ofAll(connection, first, now);
			if (all.sites() > 1 && isIncident(all)) {
				open(connection, null, first, all, now, events);
				allSilent = true;
			}
			else if (first.site() != null) {
				open(connection, first.site(), first, site, now, events);
				open.add(nameOf(first.site()));
			}
		}
		for (SilentRobot robot : silent) {
			causes.put(robot.id(), allSilent ? OfflineCause.OBSERVER
					: open.contains(nameOf(robot.site())) ? OfflineCause.SITE : OfflineCause.SINGLE_LOSS);
		}
		return causes;
	}

	static Duration memory(SilenceCensus census) {
		Duration half = census.interval().dividedBy(2);
		return (half.compareTo(LEAST_MEMORY) < 0) ? LEAST_MEMORY
				: (half.compareTo(MOST_MEMORY) > 0) ? MOST_MEMORY : half;
	}

	private boolean isIncident(SilenceCensus census) {
		return census.isIncident(this.settings.smallestSite(), this.settings.share());
	}

	private static String nameOf(@Nullable String site) {
		return (site != null) ? "=" + site : NO_SITE;
	}

	/** Sites with an open incident; the empty name when the whole fleet has one. */
	private static Set<String> openSites(Connection connection) throws SQLException {
		Set<String> open = new HashSet<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
				SELECT COALESCE('=' || site, '')
				FROM site_incidents
				WHERE ended_at IS NULL""")) {
			while (row.next()) {
				open.add(row.getString(1));
			}
		}
		return open;
	}

	/** Of several replicas one opens it; the others find it open. */
	private static void open(Connection connection, @Nullable String site, SilentRobot first, SilenceCensus census,
			Instant now, List<SubjectEvent> events) throws SQLException {
		String cause = ((site != null) ? OfflineCause.SITE : OfflineCause.OBSERVER).wireName();
		try (PreparedStatement insert = connection.prepareStatement("""
				INSERT INTO site_incidents (cause, site, began_at, detected_at, robots_alive, robots_lost)
				VALUES (?, ?, ?::timestamptz, ?::timestamptz, ?, ?)
				ON CONFLICT DO NOTHING""")) {
			insert.setString(1, cause);
			insert.setString(2, site);
			insert.setString(3, first.lastBeatAt().toString());
			insert.setString(4, now.toString());
			insert.setInt(5, census.judged());
			insert.setInt(6, census.silent());
			if (insert.executeUpdate() == 0) {
				return;
			}
		}
		events.add(new SubjectEvent((site != null) ? SubjectKind.SITE : SubjectKind.OBSERVER,
				(site != null) ? site : SubjectEvent.OBSERVER, EventKind.SITE_UNREACHABLE, first.deadline(),
				Map.of("cause", cause, "silent_since", first.lastBeatAt(), "robots_alive", census.judged(),
						"robots_lost", census.silent(), "announced", true)));
	}

}
