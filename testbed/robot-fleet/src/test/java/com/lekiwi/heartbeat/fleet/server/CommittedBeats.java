package com.lekiwi.heartbeat.fleet.server;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.ledger.Expectation;

/** What was committed, as plain sets, and the counts that follow from them. */
public final class CommittedBeats {

	private final Map<RobotId, Map<String, TreeSet<Long>>> robots = new LinkedHashMap<>();

	synchronized void add(ReceivedBeat beat) {
		this.robots.computeIfAbsent(beat.id(), _ -> new LinkedHashMap<>())
			.computeIfAbsent(beat.heartbeat().bootId(), _ -> new TreeSet<>())
			.add(beat.heartbeat().seq());
	}

	public synchronized boolean contains(RobotId id, String bootId, long seq) {
		return this.robots.getOrDefault(id, Map.of()).getOrDefault(bootId, new TreeSet<>()).contains(seq);
	}

	public synchronized long count() {
		return this.robots.values().stream().flatMap(boots -> boots.values().stream()).mapToLong(TreeSet::size).sum();
	}

	/** The robot as the server must count it, computed from the sets alone. */
	public synchronized Optional<Expectation> count(RobotId id) {
		Map<String, TreeSet<Long>> boots = this.robots.getOrDefault(id, Map.of());
		if (boots.isEmpty()) {
			return Optional.empty();
		}
		List<String> order = new ArrayList<>(boots.keySet());
		long received = boots.values().stream().mapToLong(TreeSet::size).sum();
		long numbered = 0;
		for (String boot : order) {
			TreeSet<Long> seqs = boots.get(boot);
			numbered += boot.equals(order.getFirst()) ? seqs.last() - seqs.first() + 1 : seqs.last();
		}
		TreeSet<Long> newest = boots.get(order.getLast());
		long bits = 0;
		for (long seq : newest.tailSet(newest.last() - SequenceWindow.SIZE + 1)) {
			bits |= 1L << (newest.last() - seq);
		}
		return Optional.of(new Expectation(order.getLast(), newest.last(), HexFormat.of().toHexDigits(bits), received,
				numbered - received, order.size() - 1));
	}

}
