package com.lekiwi.heartbeat.monitor.push;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;

/**
 * When to look at which session again, to the next 10 ms and never before. Sessions that
 * are due at about the same time come together, so that they share what is written for
 * them. Only the loop's thread uses it.
 */
final class TimingWheel<T extends TimingWheel.Timed> {

	private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	/** A power of two; what lies further ahead comes early, once a round. */
	private static final int SLOTS = 1024;

	private final List<SequencedSet<T>> slots = new ArrayList<>();

	private final long origin;

	/** All slots up to this one are done. */
	private long done;

	/** What comes back; it remembers in which slot it stands. */
	interface Timed {

		long tick();

		void tick(long next);

	}

	TimingWheel(long now) {
		this.origin = now;
		for (int i = 0; i < SLOTS; i++) {
			this.slots.add(new LinkedHashSet<>());
		}
	}

	/**
	 * Has a session come back at a time, or before. Who is due sooner for another reason
	 * stays where it is, as most do after each frame, and says then what it waits for.
	 */
	void put(T session, long at) {
		long tick = Math.clamp(Math.ceilDiv(at - this.origin, SLOT_NANOS), this.done + 1, this.done + SLOTS - 1);
		if (session.tick() > this.done && session.tick() <= tick) {
			return;
		}
		remove(session);
		session.tick(tick);
		slot(tick).add(session);
	}

	void remove(T session) {
		if (session.tick() > this.done) {
			slot(session.tick()).remove(session);
		}
		session.tick(0);
	}

	/** Takes out who is due. */
	void takeDue(long now, List<T> due) {
		long to = (now - this.origin) / SLOT_NANOS;
		while (this.done < to) {
			this.done++;
			SequencedSet<T> slot = slot(this.done);
			slot.forEach(session -> session.tick(0));
			due.addAll(slot);
			slot.clear();
		}
	}

	/** When the next session is due; far away when there is none. */
	long nextAt() {
		for (long tick = this.done + 1; tick < this.done + SLOTS; tick++) {
			if (!slot(tick).isEmpty()) {
				return this.origin + tick * SLOT_NANOS;
			}
		}
		return this.origin + (this.done + SLOTS) * SLOT_NANOS;
	}

	private SequencedSet<T> slot(long tick) {
		return this.slots.get((int) (tick & (SLOTS - 1)));
	}

}
