package com.lekiwi.heartbeat.fleet.ledger;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What became of every beat of one robot. It is a record and forgets nothing: a boot
 * takes a few hundred bytes, a beat one bit. Safe for use by any thread.
 */
public final class RobotLedger {

	private final RobotId id;

	private final Dialect dialect;

	private final Map<String, BootLedger> boots = new LinkedHashMap<>();

	/** The boot of the first beat that was ever acknowledged. */
	private @Nullable BootLedger firstHeard;

	/**
	 * Opens the ledger of a robot that has made no beat.
	 * @param id the robot
	 * @param dialect what it speaks
	 */
	public RobotLedger(RobotId id, Dialect dialect) {
		this.id = id;
		this.dialect = dialect;
	}

	/**
	 * Says whose ledger it is.
	 * @return the robot
	 */
	public RobotId id() {
		return this.id;
	}

	/**
	 * Says what the robot speaks.
	 * @return its dialect
	 */
	public Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Notes that a beat was made. It waits.
	 * @param bootId its boot; boots are begun in their order
	 * @param seq its number, one more than that of the beat before
	 */
	public synchronized void made(String bootId, long seq) {
		this.boots.computeIfAbsent(bootId, BootLedger::new).made(seq);
	}

	/**
	 * Notes what became of a beat that was not acknowledged.
	 * @param bootId its boot
	 * @param seq its number
	 * @param fate what became of it
	 * @throws IllegalStateException if its fate is already final
	 */
	public synchronized void note(String bootId, long seq, Fate fate) {
		boot(bootId).set(seq, fate);
	}

	/**
	 * Notes that a beat was acknowledged.
	 * @param bootId its boot
	 * @param seq its number
	 * @param system who acknowledged it
	 * @throws IllegalStateException if its fate is already final
	 */
	public synchronized void acknowledge(String bootId, long seq, AnsweredBy system) {
		BootLedger boot = boot(bootId);
		if (this.firstHeard == null) {
			this.firstHeard = boot;
		}
		boot.acknowledge(seq, system, boot == this.firstHeard);
	}

	/**
	 * Notes that a beat is sent again.
	 * @param bootId its boot
	 */
	public synchronized void resent(String bootId) {
		boot(bootId).resent();
	}

	/**
	 * Says who acknowledged a beat.
	 * @param bootId its boot
	 * @param seq its number
	 * @return who did; empty when it is not acknowledged
	 */
	public synchronized Optional<AnsweredBy> acknowledgedBy(String bootId, long seq) {
		return boot(bootId).acknowledgedBy(seq);
	}

	/**
	 * Says what became of a beat.
	 * @param bootId its boot
	 * @param seq its number
	 * @return what became of it so far
	 */
	public synchronized Fate fate(String bootId, long seq) {
		return boot(bootId).fate(seq);
	}

	/**
	 * Counts the fates.
	 * @return a tally a boot, in the order of the boots
	 */
	public synchronized List<BootTally> tallies() {
		return this.boots.values().stream().map(BootLedger::tally).toList();
	}

	/**
	 * Says what the server must know by the acknowledgements so far. The server may know
	 * more while a beat is uncertain.
	 * @return the expectation; empty when no beat was acknowledged, and for a robot of
	 * the legacy dialect, whose beats have no numbers on their way
	 */
	public synchronized Optional<Expectation> expectation() {
		if (this.dialect == Dialect.LEGACY) {
			return Optional.empty();
		}
		List<BootLedger> heard = new ArrayList<>();
		long received = 0;
		long lost = 0;
		for (BootLedger boot : this.boots.values()) {
			SequenceWindow window = boot.window();
			if (window != null) {
				heard.add(boot);
				received += window.received();
				lost += window.lost();
			}
		}
		if (heard.isEmpty()) {
			return Optional.empty();
		}
		BootLedger newest = heard.getLast();
		SequenceWindow window = newest.window();
		if (window == null) {
			throw new IllegalStateException("a boot that was heard has a window");
		}
		return Optional.of(new Expectation(newest.bootId(), window.highest(), HexFormat.of().toHexDigits(window.bits()),
				received, lost, heard.size() - 1));
	}

	private BootLedger boot(String bootId) {
		BootLedger boot = this.boots.get(bootId);
		if (boot == null) {
			throw new IllegalArgumentException("no beat of boot " + bootId + " was made");
		}
		return boot;
	}

}
