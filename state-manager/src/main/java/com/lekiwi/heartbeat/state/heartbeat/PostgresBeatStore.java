package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import com.lekiwi.heartbeat.state.history.HistoryRepair;
import com.lekiwi.heartbeat.state.lease.Lease;
import com.lekiwi.heartbeat.state.lease.LeaseIndex;
import com.lekiwi.heartbeat.state.offline.OfflineTransition;
import com.lekiwi.heartbeat.state.sample.SampleAccumulator;
import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Keeps beats in PostgreSQL, and tells of them after the commit. */
@Component
class PostgresBeatStore implements BeatStore {

	private static final Logger log = LoggerFactory.getLogger(PostgresBeatStore.class);

	/**
	 * Other replicas lock the same rows in the same order; a deadlock is rare and passes.
	 */
	private static final int TRIES = 3;

	private final HikariDataSource database;

	private final EventLog events;

	private final UpdatePublisher publisher;

	private final SampleAccumulator samples;

	private final FleetGrowth growth;

	private final HistoryRepair repair;

	private final LeaseIndex leases;

	private final OfflineTransition transition;

	PostgresBeatStore(@Qualifier("beatDatabase") HikariDataSource database, EventLog events, UpdatePublisher publisher,
			SampleAccumulator samples, FleetGrowth growth, HistoryRepair repair, LeaseIndex leases,
			OfflineTransition transition) {
		this.database = database;
		this.events = events;
		this.publisher = publisher;
		this.samples = samples;
		this.growth = growth;
		this.repair = repair;
		this.leases = leases;
		this.transition = transition;
	}

	@Override
	public void write(List<ReceivedBeat> beats, Runnable committed) {
		BeatTransaction transaction = writeOrTryAgain(beats);
		try {
			// Who reads after the answer reads past the copy of what was before.
			this.publisher.publish(transaction.robots(), transaction.beats(), transaction.counted());
		}
		finally {
			committed.run();
		}
		this.growth.registered(transaction.registered());
		this.events.announce(transaction.lastEvent());
		this.leases.renew(leasesOf(transaction));
		addToSamples(transaction.shown());
	}

	private static List<Lease> leasesOf(BeatTransaction transaction) {
		Set<RobotId> changed = new HashSet<>();
		transaction.robots().forEach(robot -> changed.add(robot.id()));
		List<Lease> leases = new ArrayList<>();
		for (FoldedBeat row : transaction.shown()) {
			ReceivedBeat newest = row.newest();
			if (newest != null && !newest.isGoodbye()) {
				Duration length = Duration
					.ofSeconds((long) LivenessRows.intervalOf(newest) * Heartbeat.LEASE_INTERVALS);
				leases.add(new Lease(row.id(), newest.receivedAt().plus(length), length, changed.contains(row.id())));
			}
		}
		return leases;
	}

	private BeatTransaction writeOrTryAgain(List<ReceivedBeat> beats) {
		for (int tries = TRIES;; tries--) {
			try {
				return writeOnce(beats);
			}
			catch (SQLException ex) {
				if (tries == 1 || !isConflict(ex)) {
					throw isOfTheBeats(ex) ? new BeatsRefusedException(ex) : new StoreUnavailableException(ex);
				}
				log.info("writing {} beats again: {}", beats.size(), ex.getMessage());
			}
		}
	}

	private BeatTransaction writeOnce(List<ReceivedBeat> beats) throws SQLException {
		try (Connection connection = this.database.getConnection()) {
			BeatTransaction transaction = new BeatTransaction(connection, this.transition);
			try {
				transaction.write(beats, this.events, this.repair);
				connection.commit();
			}
			catch (SQLException | RuntimeException ex) {
				rollBack(connection, ex);
				throw ex;
			}
			return transaction;
		}
	}

	private void addToSamples(List<FoldedBeat> rows) {
		this.samples.add(receiver -> {
			for (FoldedBeat row : rows) {
				row.eachLive(beat -> receiver.take(beat.id(), beat.beat(), beat.receivedAt()));
			}
		});
	}

	private static void rollBack(Connection connection, Exception cause) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			// The connection is broken: the server rolls back by itself.
			cause.addSuppressed(ex);
		}
	}

	@Override
	public boolean answers() {
		try (Connection connection = this.database.getConnection()) {
			boolean writable = !connection.isReadOnly() && connection.isValid(1);
			connection.rollback();
			return writable;
		}
		catch (SQLException ex) {
			log.debug("the store is still away", ex);
			return false;
		}
	}

	/** Class 40: serialization failures and deadlocks. */
	private static boolean isConflict(SQLException failure) {
		return stateOf(failure).startsWith("40");
	}

	/**
	 * Data exceptions, violated constraints, values too large for an index, errors raised
	 * by a trigger: another beat may pass. Everything else says nothing about the beat.
	 */
	private static boolean isOfTheBeats(SQLException failure) {
		String state = stateOf(failure);
		return state.startsWith("22") || state.startsWith("23") || state.startsWith("54") || state.startsWith("P0");
	}

	private static String stateOf(SQLException failure) {
		String state = failure.getSQLState();
		return (state != null) ? state : "";
	}

}
