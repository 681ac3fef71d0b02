package com.lekiwi.heartbeat.state.sighting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import com.lekiwi.heartbeat.state.heartbeat.FleetGrowth;
import com.lekiwi.heartbeat.state.lease.LeaseIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes word of robots, and tells of what was news after the commit. */
@Component
class Sightings {

	private static final Logger log = LoggerFactory.getLogger(Sightings.class);

	/** Others register robots at the same time; a deadlock is rare and passes. */
	private static final int TRIES = 3;

	private final JdbcTemplate database;

	private final TransactionTemplate transactions;

	private final EventLog events;

	private final UpdatePublisher publisher;

	private final LeaseIndex leases;

	private final FleetGrowth growth;

	private final Clock clock;

	Sightings(JdbcTemplate database, PlatformTransactionManager transactions, EventLog events,
			UpdatePublisher publisher, LeaseIndex leases, FleetGrowth growth, Clock clock) {
		this.database = database;
		this.transactions = new TransactionTemplate(transactions);
		this.events = events;
		this.publisher = publisher;
		this.leases = leases;
		this.growth = growth;
		this.clock = clock;
	}

	/**
	 * What was committed.
	 *
	 * @param heard robots of whose liveness there was news
	 * @param changes robots that changed, as they are now
	 * @param registered robots that nobody had known
	 * @param busy robots that were left
	 */
	private record Written(Map<RobotId, Heard> heard, List<RobotChange> changes, Set<RobotId> registered,
			Set<RobotId> busy) {

		SightingStatus statusOf(RobotId id) {
			if (this.registered.contains(id)) {
				return SightingStatus.REGISTERED;
			}
			boolean changed = this.heard.containsKey(id)
					|| this.changes.stream().anyMatch(change -> change.id().equals(id));
			return changed ? SightingStatus.ADVANCED : SightingStatus.UNCHANGED;
		}

	}

	/**
	 * Takes word of robots: all that can be in one transaction. One by one are taken
	 * those that are being beaten just now, and all of them when the store refuses one.
	 * @param robots word of robots
	 * @return what became of each, by its position
	 * @throws DataAccessException if the store is away, and nothing was written
	 */
	Map<Integer, SightingStatus> take(List<SightedRobot> robots) {
		Map<Integer, SightingStatus> statuses = new HashMap<>();
		List<SightedRobot> left = robots;
		while (!left.isEmpty()) {
			Set<RobotId> ids = new HashSet<>();
			List<SightedRobot> round = new ArrayList<>();
			List<SightedRobot> later = new ArrayList<>();
			left.forEach(robot -> (ids.add(robot.id()) ? round : later).add(robot));
			takeRound(round, statuses);
			left = later;
		}
		return statuses;
	}

	private void takeRound(List<SightedRobot> round, Map<Integer, SightingStatus> statuses) {
		Written written;
		try {
			written = writeOrTryAgain(round);
		}
		catch (DataAccessException ex) {
			if (!isOfTheRobots(ex)) {
				throw ex;
			}
			round.forEach(robot -> statuses.put(robot.position(), alone(robot)));
			return;
		}
		Map<RobotId, SightingStatus> known = new HashMap<>();
		written.heard().keySet().forEach(id -> known.put(id, SightingStatus.ADVANCED));
		written.changes().forEach(change -> known.put(change.id(), SightingStatus.ADVANCED));
		written.registered().forEach(id -> known.put(id, SightingStatus.REGISTERED));
		for (SightedRobot robot : round) {
			statuses.put(robot.position(), written.busy().contains(robot.id()) ? alone(robot)
					: known.getOrDefault(robot.id(), SightingStatus.UNCHANGED));
		}
	}

	private SightingStatus alone(SightedRobot robot) {
		try {
			Written written = writeOrTryAgain(List.of(robot));
			return written.busy().isEmpty() ? written.statusOf(robot.id()) : SightingStatus.UNAVAILABLE;
		}
		catch (DataAccessException ex) {
			log.warn("word of {} was not taken: {}", robot.id(), ex.getMessage());
			return isOfTheRobots(ex) ? SightingStatus.REFUSED : SightingStatus.UNAVAILABLE;
		}
		catch (TransactionException ex) {
			log.warn("word of {} was not taken: {}", robot.id(), ex.getMessage());
			return SightingStatus.UNAVAILABLE;
		}
	}

	private Written writeOrTryAgain(List<SightedRobot> robots) {
		for (int tries = TRIES;; tries--) {
			try {
				return tell(Objects.requireNonNull(this.transactions.execute(status -> this.database
					.execute((ConnectionCallback<Written>) connection -> write(connection, robots)))));
			}
			catch (ConcurrencyFailureException ex) {
				if (tries == 1) {
					throw ex;
				}
				log.info("writing word of {} robots again: {}", robots.size(), ex.getMessage());
			}
		}
	}

	private Written write(Connection connection, List<SightedRobot> robots) throws SQLException {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		List<SightedRobot> ordered = robots.stream()
			.map(robot -> robot.noLaterThan(now))
			.sorted(Comparator.comparing(SightedRobot::id))
			.toList();
		SightingTransaction liveness = new SightingTransaction(connection, now);
		liveness.writeLiveness(ordered);
		SightedIdentities identities = new SightedIdentities(connection, now, liveness.heard());
		identities.write(ordered.stream().filter(robot -> !liveness.busy().contains(robot.id())).toList());
		this.events.append(connection, identities.events());
		return new Written(liveness.heard(), identities.changes(), identities.registered(), liveness.busy());
	}

	/** After the commit. */
	private Written tell(Written written) {
		this.publisher.publish(written.changes(), written.heard().values().stream().map(Heard::change).toList());
		this.leases.renew(written.heard().values().stream().filter(Heard::alive).map(Heard::lease).toList());
		this.growth.registered(written.registered().size());
		return written;
	}

	/** As with beats: bad values, violated constraints, errors raised by a trigger. */
	private static boolean isOfTheRobots(DataAccessException failure) {
		String state = (failure.getMostSpecificCause() instanceof SQLException cause) ? cause.getSQLState() : null;
		return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")
				|| state.startsWith("P0"));
	}

}
