package com.lekiwi.heartbeat.monitor.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The newest events of the log, so many and no more. Readers keep a cursor, which is the
 * id of the last event they saw, and nothing else. All events after {@link #start()} up
 * to {@link #position()} are here, in order; nothing is known of what lies before.
 */
@Component
public final class EventRing {

	/** The position where nothing was ever read. */
	public static final long UNKNOWN = -1;

	private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final JsonMapper mapper = FleetJson.mapper();

	private final LoggedEvent[] events;

	/** Of all events that were ever added since the ring was begun. */
	private long added;

	private volatile long start = UNKNOWN;

	private volatile long position = UNKNOWN;

	/** Whether the history from before the beginning was read to its end. */
	private volatile boolean complete;

	private volatile long confirmed;

	/**
	 * Makes an empty ring.
	 * @param settings how many events to keep
	 */
	public EventRing(MonitorSettings settings) {
		this.events = new LoggedEvent[settings.events().keep()];
	}

	/**
	 * Has a listener called when there is more to read. It must not block.
	 * @param listener what to call
	 */
	public void onChange(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * How far the log was read, for readers.
	 * @return a cursor; {@link #UNKNOWN} until the log was read to its end once
	 */
	public long newest() {
		return this.complete ? this.position : UNKNOWN;
	}

	/**
	 * How far the log was read, for whoever reads it.
	 * @return a cursor, or {@link #UNKNOWN}
	 */
	public long position() {
		return this.position;
	}

	/**
	 * Whoever has this cursor, or a later one, misses nothing here.
	 * @return a cursor, or {@link #UNKNOWN}
	 */
	public long start() {
		return this.start;
	}

	/**
	 * When the log was last asked how far it goes, in {@link System#nanoTime()}.
	 * @return the beginning of the last reading that reached the log's end
	 */
	public long confirmed() {
		return this.confirmed;
	}

	/**
	 * Counts the events after a cursor.
	 * @param cursor not before the start
	 * @return how many there are
	 */
	public int countAfter(long cursor) {
		this.lock.readLock().lock();
		try {
			return (int) (this.added - indexAfter(cursor));
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	/**
	 * Reads on.
	 * @param cursor not before the start
	 * @param limit how many events at most
	 * @return events and the next cursor, which is the old one when there is nothing new
	 */
	public EventSlice after(long cursor, int limit) {
		this.lock.readLock().lock();
		try {
			long from = indexAfter(cursor);
			long to = Math.min(this.added, from + limit);
			List<LoggedEvent> some = new ArrayList<>((int) (to - from));
			for (long i = from; i < to; i++) {
				some.add(at(i));
			}
			long next = (to < this.added) ? some.getLast().event().id() : Math.max(cursor, this.position);
			return new EventSlice(some, next);
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	/**
	 * Begins anew; what was there is forgotten.
	 * @param cursor where
	 */
	public void begin(long cursor) {
		this.lock.writeLock().lock();
		try {
			this.added = 0;
			this.start = cursor;
			this.position = cursor;
			this.complete = false;
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

	/**
	 * Adds what was read after {@link #position()}, and tells the listeners.
	 * @param read events in order
	 * @param cursor how far the log was read
	 */
	public void add(List<FleetEvent> read, long cursor) {
		List<LoggedEvent> more = read.stream()
			.map(event -> new LoggedEvent(event, this.mapper.writeValueAsString(event)))
			.toList();
		this.lock.writeLock().lock();
		try {
			for (LoggedEvent event : more) {
				int place = (int) (this.added % this.events.length);
				if (this.added >= this.events.length) {
					this.start = this.events[place].event().id();
				}
				this.events[place] = event;
				this.added++;
			}
			this.position = cursor;
		}
		finally {
			this.lock.writeLock().unlock();
		}
		announce();
	}

	/**
	 * The log was read to its end.
	 * @param asked when it was asked, in {@link System#nanoTime()}
	 */
	public void confirm(long asked) {
		this.confirmed = asked;
		if (!this.complete) {
			this.complete = true;
			announce();
		}
	}

	private void announce() {
		this.listeners.forEach(Runnable::run);
	}

	/** Where the first event after a cursor stands, counted from the first ever added. */
	private long indexAfter(long cursor) {
		long low = Math.max(0, this.added - this.events.length);
		long high = this.added;
		while (low < high) {
			long middle = (low + high) >>> 1;
			if (at(middle).event().id() > cursor) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

	private LoggedEvent at(long index) {
		return this.events[(int) (index % this.events.length)];
	}

}
