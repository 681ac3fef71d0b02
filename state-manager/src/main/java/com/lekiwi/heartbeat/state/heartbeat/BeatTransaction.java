package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.history.HistoryRepair;
import com.lekiwi.heartbeat.state.history.Sighting;
import com.lekiwi.heartbeat.state.offline.Departure;
import com.lekiwi.heartbeat.state.offline.Goodbye;
import com.lekiwi.heartbeat.state.offline.OfflineTransition;
import org.jspecify.annotations.Nullable;

/**
 * One group of beats in one transaction: rows of beats, boots, robots, samples, and last
 * the events. Collects what readers are to be told after the commit.
 */
final class BeatTransaction {

	private final Connection connection;

	private final OfflineTransition transition;

	private final List<RobotEvent> events = new ArrayList<>();

	private final List<RobotChange> robots = new ArrayList<>();

	private final List<BeatChange> beats = new ArrayList<>();

	private final List<FoldedBeat> shown = new ArrayList<>();

	private final Set<RobotId> counted = new HashSet<>(0);

	private long lastEvent;

	BeatTransaction(Connection connection, OfflineTransition transition) {
		this.connection = connection;
		this.transition = transition;
	}

	/** Robots that changed, as they are now. */
	List<RobotChange> robots() {
		return List.copyOf(this.robots);
	}

	/** Beats that are now the newest of their robot. */
	List<BeatChange> beats() {
		return List.copyOf(this.beats);
	}

	/** Robots of which only the counters may have changed. */
	Set<RobotId> counted() {
		return Set.copyOf(this.counted);
	}

	/** How many robots were unknown before. */
	int registered() {
		return (int) this.events.stream().filter(event -> event.kind() == EventKind.REGISTERED).count();
	}

	/** The highest id of an event that it appended; 0 when nothing happened. */
	long lastEvent() {
		return this.lastEvent;
	}

	/** Rows whose values are shown now. */
	List<FoldedBeat> shown() {
		return List.copyOf(this.shown);
	}

	/**
	 * Writes everything; the caller commits.
	 * @param group the beats, in order of arrival
	 * @param log where events go
	 * @param repair compares late beats with what is in the log
	 * @throws SQLException if the store refuses or is away
	 */
	void write(List<ReceivedBeat> group, EventLog log, HistoryRepair repair) throws SQLException {
		List<ReceivedBeat> news = new KeyMemory(this.connection).withoutRepeats(group);
		BeatFold fold = BeatFold.of(news);
		for (List<FoldedBeat> round = fold.nextRound(); !round.isEmpty(); round = fold.nextRound()) {
			BeatUpsert.Result result = BeatUpsert.write(this.connection, round);
			turnOver(fold, round, result.ofAnotherBoot());
			Map<RobotId, ReportedRow> reported = new HashMap<>();
			result.reported().forEach(row -> reported.put(row.id(), row));
			if (!reported.isEmpty()) {
				RobotWriter writer = new RobotWriter(this.connection);
				writer.write(round, reported);
				this.events.addAll(writer.events());
				this.robots.addAll(writer.changes());
			}
			takeLeave(collectBeats(round, reported, result.ofAnotherBoot()), reported);
		}
		List<Sighting> sightings = new ArrayList<>(0);
		news.forEach(beat -> beat.sighting().ifPresent(sightings::add));
		if (!sightings.isEmpty()) {
			this.events.addAll(repair.corrections(this.connection, sightings, this.events));
		}
		this.lastEvent = log.append(this.connection, this.events);
	}

	private void turnOver(BeatFold fold, List<FoldedBeat> round, Set<RobotId> robots) throws SQLException {
		if (robots.isEmpty()) {
			return;
		}
		BootTurnover turnover = new BootTurnover(this.connection);
		for (FoldedBeat row : round) {
			if (robots.contains(row.id()) && turnover.becomesCurrent(row, row.lastArrival())) {
				fold.again(row);
			}
		}
		this.events.addAll(turnover.events());
	}

	/** Returns the beats that are goodbyes. */
	private List<ReceivedBeat> collectBeats(List<FoldedBeat> round, Map<RobotId, ReportedRow> reported,
			Set<RobotId> others) {
		List<ReceivedBeat> goodbyes = new ArrayList<>();
		for (FoldedBeat row : round) {
			ReportedRow report = reported.get(row.id());
			boolean isShown = !others.contains(row.id()) && (report == null || report.fresh());
			ReceivedBeat newest = row.newest();
			if (isShown && newest != null) {
				this.shown.add(row);
				this.beats.add(change(newest, report));
				if (newest.isGoodbye()) {
					goodbyes.add(newest);
				}
			}
			else {
				this.counted.add(row.id());
			}
		}
		return goodbyes;
	}

	/** A robot that was not alive, and says goodbye, has not been alive in between. */
	private void takeLeave(List<ReceivedBeat> goodbyes, Map<RobotId, ReportedRow> reported) throws SQLException {
		if (goodbyes.isEmpty()) {
			return;
		}
		Goodbye.endLeases(this.connection, goodbyes.stream().map(ReceivedBeat::id).toList());
		List<Departure> departures = new ArrayList<>();
		for (ReceivedBeat beat : goodbyes) {
			ReportedRow report = reported.get(beat.id());
			if (report == null || report.registered() || !report.returned()) {
				departures.add(new Departure(beat.id(), beat.receivedAt(), OfflineCause.SAID_GOODBYE, null));
			}
		}
		this.robots.addAll(this.transition.apply(this.connection, departures, this.events));
	}

	/** What is known of it, where a beat without a number says nothing. */
	private static @Nullable TeleoperationEvidence evidence(Heartbeat beat, @Nullable ReportedRow report) {
		TeleoperationEvidence said = beat.teleoperation();
		Boolean kept = (said == null && report != null) ? report.hostReady() : null;
		return (kept != null) ? new TeleoperationEvidence(kept, null, null, null, null) : said;
	}

	private static BeatChange change(ReceivedBeat newest, @Nullable ReportedRow report) {
		Heartbeat beat = newest.beat();
		String bootId = beat.bootId();
		Long seq = beat.seq();
		if (report != null && report.lastNumber() != null) {
			bootId = report.lastNumber().bootId();
			seq = report.lastNumber().seq();
		}
		return new BeatChange(newest.id(),
				new Beat(bootId, seq, newest.receivedAt(), LivenessRows.intervalOf(newest),
						LivenessRows.reportedBy(newest), LivenessRows.skewOf(newest), beat.battery(), beat.resources(),
						evidence(beat, report)),
				(report != null) ? report.counters() : null);
	}

}
