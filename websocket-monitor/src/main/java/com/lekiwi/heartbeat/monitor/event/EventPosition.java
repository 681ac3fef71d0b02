package com.lekiwi.heartbeat.monitor.event;

import java.util.List;
import java.util.function.Predicate;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import org.jspecify.annotations.Nullable;

/**
 * How far one reader has come in the log. It names what is left out, and never skips in
 * silence. Only its reader's thread uses it.
 * <p>
 * A cursor may be ahead of what was read here, when another replica was faster; then
 * nothing comes until this one is there. A cursor that is ahead of the log itself, read
 * after the reader came, is of another log: what lies between is left out.
 */
public final class EventPosition {

	private final EventRing ring;

	private final int mostMissing;

	private final long since;

	private long cursor;

	private boolean resuming;

	/**
	 * The position of a reader who comes now.
	 * @param ring where to read
	 * @param cursor where the reader was; absent to begin now
	 * @param mostMissing events that are delivered when it resumes; when more are missing
	 * they are left out
	 */
	public EventPosition(EventRing ring, @Nullable Long cursor, int mostMissing) {
		this(ring, cursor, mostMissing, System.nanoTime());
	}

	/**
	 * The position of a reader who may have been here before.
	 * @param ring where to read
	 * @param cursor where the reader was; absent to begin now
	 * @param mostMissing events that are delivered when it resumes; when more are missing
	 * they are left out
	 * @param since when the reader came with this cursor first, in
	 * {@link System#nanoTime()}
	 */
	public EventPosition(EventRing ring, @Nullable Long cursor, int mostMissing, long since) {
		this.ring = ring;
		this.since = since;
		this.mostMissing = mostMissing;
		this.cursor = (cursor != null) ? cursor : ring.newest();
		this.resuming = cursor != null;
	}

	/**
	 * Where to resume.
	 * @return a cursor; {@link EventRing#UNKNOWN} when the log was never read
	 */
	public long cursor() {
		return this.cursor;
	}

	/**
	 * Whether {@link #leftOut()} or {@link #next} has something.
	 * @return false when the reader has all there is
	 */
	public boolean isBehind() {
		long newest = this.ring.newest();
		return newest != EventRing.UNKNOWN && (this.cursor < newest || isOfAnotherLog(newest));
	}

	/**
	 * Skips what cannot be delivered.
	 * @return what is left out; {@code null} for nothing
	 */
	public @Nullable LeftOut leftOut() {
		long newest = this.ring.newest();
		if (newest == EventRing.UNKNOWN) {
			return null;
		}
		if (this.cursor == EventRing.UNKNOWN) {
			this.cursor = newest;
			return null;
		}
		boolean tooOld = this.cursor < this.ring.start();
		boolean tooMany = this.resuming && !tooOld && this.ring.countAfter(this.cursor) > this.mostMissing;
		if (!tooOld && !tooMany && !isOfAnotherLog(newest)) {
			this.resuming = this.resuming && this.cursor > newest;
			return null;
		}
		LeftOut leftOut = new LeftOut(this.cursor, newest);
		this.cursor = newest;
		this.resuming = false;
		return leftOut;
	}

	/**
	 * Reads on, after {@link #leftOut()}.
	 * @param limit how many events at most
	 * @return the next events; none when the reader has all there is, or when some of
	 * them were overwritten meanwhile: {@link #leftOut()} tells of them
	 */
	public EventSlice next(int limit) {
		EventSlice slice = this.ring.after(this.cursor, limit);
		return (this.cursor < this.ring.start()) ? new EventSlice(List.of(), this.cursor) : slice;
	}

	/**
	 * Remembers that events were taken.
	 * @param slice what {@link #next} gave
	 */
	public void took(EventSlice slice) {
		this.cursor = slice.cursor();
	}

	/**
	 * The events of a slice that a reader wants.
	 * @param slice what was read
	 * @param wanted which of them
	 * @return JSON objects
	 */
	public static List<String> json(EventSlice slice, Predicate<FleetEvent> wanted) {
		return slice.events().stream().filter(event -> wanted.test(event.event())).map(LoggedEvent::json).toList();
	}

	private boolean isOfAnotherLog(long newest) {
		return this.cursor > newest && this.ring.confirmed() - this.since > 0;
	}

	/**
	 * Events that are not delivered.
	 *
	 * @param from after this cursor
	 * @param to up to this one
	 */
	public record LeftOut(long from, long to) {

	}

}
