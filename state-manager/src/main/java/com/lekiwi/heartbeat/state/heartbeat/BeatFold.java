package com.lekiwi.heartbeat.state.heartbeat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * A group of beats, folded into rows. A robot has as a rule one row; beats of two boots,
 * or far apart, make more, and those are written one after the other, in rounds.
 */
final class BeatFold {

	private static final Comparator<FoldedBeat> LOCK_ORDER = Comparator.comparing(FoldedBeat::id);

	private final Map<RobotId, Deque<FoldedBeat>> rows;

	private BeatFold(Map<RobotId, Deque<FoldedBeat>> rows) {
		this.rows = rows;
	}

	/**
	 * Folds beats.
	 * @param beats beats in order of arrival
	 * @return their rows
	 */
	static BeatFold of(List<ReceivedBeat> beats) {
		Map<RobotId, Deque<FoldedBeat>> rows = HashMap.newHashMap(beats.size());
		for (ReceivedBeat beat : beats) {
			Deque<FoldedBeat> ofRobot = rows.get(beat.id());
			if (ofRobot == null) {
				ofRobot = new ArrayDeque<>(1);
				ofRobot.add(new FoldedBeat(beat));
				rows.put(beat.id(), ofRobot);
			}
			else if (!ofRobot.getLast().take(beat)) {
				ofRobot.add(new FoldedBeat(beat));
			}
		}
		return new BeatFold(rows);
	}

	/**
	 * Takes the next row of each robot.
	 * @return rows in the order in which they are locked; empty when all were taken
	 */
	List<FoldedBeat> nextRound() {
		List<FoldedBeat> round = new ArrayList<>(this.rows.size());
		for (Iterator<Deque<FoldedBeat>> robots = this.rows.values().iterator(); robots.hasNext();) {
			Deque<FoldedBeat> ofRobot = robots.next();
			round.add(ofRobot.removeFirst());
			if (ofRobot.isEmpty()) {
				robots.remove();
			}
		}
		round.sort(LOCK_ORDER);
		return round;
	}

	/** Puts a row back, to be written before the robot's others. */
	void again(FoldedBeat row) {
		this.rows.computeIfAbsent(row.id(), id -> new ArrayDeque<>(1)).addFirst(row);
	}

}
