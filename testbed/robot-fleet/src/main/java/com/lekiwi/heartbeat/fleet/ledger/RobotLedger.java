package com.lekiwi.heartbeat.fleet.ledger;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

/**
 * What became of every beat of one robot. It is a record and forgets nothing: a boot
 * takes a few hundred bytes, a beat one bit. Safe for use by any thread.
 */
public final class RobotLedger {

	private final RobotId id;

	private final Map<String, BootLedger> boots = new LinkedHashMap<>();

	/** The boot of the first beat that was ever acknowledged. */
	private @Nullable BootLedger firstHeard;

	/**
	 * Opens the ledger of a robot that has made no beat.
	 * @param id the robot
	 */
	public RobotLedger(RobotId id) {
		this.id = id;
	}

	/**
	 * Says whose ledger it is.
	 * @return the robot
	 */
	public RobotId id() {
		return this.id;
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
	 * Notes what became of a beat.
	 * @param bootId its boot
	 * @param seq its number
	 * @param fate what became of it
	 * @throws IllegalStateException if its fate is already final
	 */
	public synchronized void note(String bootId, long seq, Fate fate) {
		BootLedger boot = boot(bootId);
		if (fate == Fate.ACKNOWLEDGED && this.firstHeard == null) {
			this.firstHeard = boot;
		}
		boot.set(seq, fate, boot == this.firstHeard);
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
	 * @return the expectation; empty when no beat was acknowledged
	 */
	public synchronized Optional<Expectation> expectation() {
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
