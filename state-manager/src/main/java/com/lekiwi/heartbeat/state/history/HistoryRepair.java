package com.lekiwi.heartbeat.state.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Compares late evidence with the log: what the log calls offline, and was not, is
 * corrected by events of its own; nothing is rewritten, and the live state is left alone.
 * <p>
 * The caller holds the locks on the robots' rows, so two that bring the same evidence
 * come one after the other, and the second finds nothing to correct. What lies further
 * back than {@code heartbeat.retention.late-days}, before the robot was registered, or
 * before the log begins, is not corrected.
 */
@Component
public class HistoryRepair {

	private final Duration reach;

	HistoryRepair(StateManagerProperties properties) {
		this.reach = Duration.ofDays(properties.retention().lateDays());
	}

	/**
	 * Says what is to be corrected.
	 * @param connection in the transaction of the beats, which holds their rows
	 * @param sightings the evidence
	 * @param pending events of this transaction that are not in the log yet
	 * @return events to append
	 * @throws SQLException if the store is away
	 */
	public List<RobotEvent> corrections(Connection connection, List<Sighting> sightings, List<RobotEvent> pending)
			throws SQLException {
		Map<RobotId, List<Interval>> seen = new TreeMap<>();
		for (Sighting sighting : sightings) {
			if (sighting.isPossible() && sighting.at().isAfter(sighting.receivedAt().minus(this.reach))) {
				seen.computeIfAbsent(sighting.robot(), robot -> new ArrayList<>()).add(sighting.interval());
			}
		}
		if (seen.isEmpty()) {
			return List.of();
		}
		Instant earliest = seen.values()
			.stream()
			.flatMap(List::stream)
			.map(Interval::from)
			.min(Comparator.naturalOrder())
			.orElseThrow();
		List<RobotEvent> found = new ArrayList<>();
		PastReader reader = new PastReader(connection, earliest);
		reader.ofRobots(List.copyOf(seen.keySet()), robot -> {
			Stretches evidence = Stretches.of(seen.getOrDefault(robot.id(), List.of()));
			found.addAll(corrections(robot.and(pastOf(robot.id(), pending)), evidence, reader.keptSince()));
		});
		return found;
	}

	private static List<RobotEvent> corrections(RobotPast robot, Stretches evidence, @Nullable Instant keptSince) {
		Instant begin = evidence.intervals().getFirst().from();
		Interval range = new Interval((keptSince != null) ? Interval.later(keptSince, begin) : begin,
				evidence.intervals().getLast().to());
		Stretches wrong = evidence.intersection(robot.known(range)).minus(robot.alive(range));
		return wrong.intervals()
			.stream()
			.map(interval -> new RobotEvent(robot.id(), EventKind.HISTORY_CORRECTED, interval.from(),
					Map.of("from", interval.from(), "to", interval.to())))
			.toList();
	}

	private static List<PastEvent> pastOf(RobotId robot, List<RobotEvent> pending) {
		return pending.stream()
			.filter(event -> event.robot().equals(robot))
			.map(event -> new PastEvent(event.kind().wireName(), event.occurredAt()))
			.toList();
	}

}
