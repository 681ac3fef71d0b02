package com.lekiwi.heartbeat.monitor.push;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves its share of the sessions on one thread, and waits for none of them: what does
 * not fit into a socket is left until there is room. Whoever is due has a turn; those who
 * have much to get, as snapshots, have theirs a few at a time, between the others.
 */
final class PushLoop {

	private static final Logger log = LoggerFactory.getLogger(PushLoop.class);

	/** Turns of those who have much to get, before others have theirs. */
	private static final int BULK = 8;

	private static final long HOUSEKEEPING_NANOS = 1_000_000_000;

	private final PushSessions sessions;

	private final SharedFrames shared;

	private final FrameTally tally;

	private final Thread thread;

	/** No session stands here twice. */
	private final Queue<PushSession> signals = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean fleetChanged = new AtomicBoolean();

	private final AtomicBoolean allConcerned = new AtomicBoolean();

	private final AtomicBoolean parked = new AtomicBoolean();

	private volatile boolean running = true;

	private final Set<PushSession> all = new LinkedHashSet<>();

	/** Those who have seen all changes of the fleet, or pause. */
	private List<PushSession> waiting = new ArrayList<>();

	private final Set<PushSession> again = new LinkedHashSet<>();

	/** The one that is blocked for longest first. */
	private final Set<PushSession> blocked = new LinkedHashSet<>();

	private final TimingWheel<PushSession> wheel = new TimingWheel<>(System.nanoTime());

	private long housekept;

	PushLoop(PushSessions sessions, SharedFrames shared, FrameTally tally, int number) {
		this.sessions = sessions;
		this.shared = shared;
		this.tally = tally;
		this.thread = Thread.ofPlatform().daemon().name("push-" + number).unstarted(this::run);
	}

	void start() {
		this.thread.start();
	}

	/** Ends all sessions, and waits until they are told. */
	void stop() throws InterruptedException {
		this.running = false;
		LockSupport.unpark(this.thread);
		this.thread.join(2_000);
	}

	/** Has a session look for what it could send. */
	void signal(PushSession session) {
		this.signals.add(session);
		wake();
	}

	void fleetChanged() {
		if (this.fleetChanged.compareAndSet(false, true)) {
			wake();
		}
	}

	/** Something that is told to everybody at once. */
	void allConcerned() {
		if (this.allConcerned.compareAndSet(false, true)) {
			wake();
		}
	}

	private void wake() {
		if (this.parked.get()) {
			LockSupport.unpark(this.thread);
		}
	}

	private void run() {
		while (this.running) {
			try {
				turn();
			}
			catch (RuntimeException ex) {
				// Whatever it is, it must not end this thread.
				log.error("a turn failed", ex);
			}
			await();
		}
		takeSignals(new ArrayList<>());
		WireFrame word = WireFrame.close(Ending.GOING_AWAY.code(), Ending.GOING_AWAY.reason());
		long now = System.nanoTime();
		for (PushSession session : List.copyOf(this.all)) {
			session.goAway(word, now);
		}
	}

	private void turn() {
		long now = System.nanoTime();
		this.shared.forget();
		SourceState state = this.sessions.state();
		Situation situation = this.sessions.situation();
		List<PushSession> due = new ArrayList<>();
		takeSignals(due);
		this.wheel.takeDue(now, due);
		if (this.allConcerned.getAndSet(false)) {
			due.addAll(this.all);
		}
		due.forEach(session -> serve(session, state, situation, now));
		if (this.fleetChanged.getAndSet(false)) {
			serveWaiting(state, situation, now);
		}
		takeAgain().forEach(session -> serve(session, state, situation, now));
		while (this.sessions.budget().isExceeded() && !this.blocked.isEmpty()) {
			PushSession slowest = this.blocked.iterator().next();
			slowest.tooSlow();
			forget(slowest);
		}
		this.tally.tell();
		if (now - this.housekept >= HOUSEKEEPING_NANOS) {
			this.housekept = now;
			this.sessions.forgetOldParts();
		}
	}

	private void takeSignals(List<PushSession> due) {
		for (PushSession session = this.signals.poll(); session != null; session = this.signals.poll()) {
			session.unsignalled();
			if (!session.isEnded()) {
				this.all.add(session);
				due.add(session);
			}
		}
	}

	private void serveWaiting(SourceState state, Situation situation, long now) {
		List<PushSession> before = this.waiting;
		this.waiting = new ArrayList<>(before.size());
		for (PushSession session : before) {
			session.waiting(false);
			if (session.wantsChanges(now)) {
				serve(session, state, situation, now);
			}
			else if (!session.isEnded()) {
				this.wheel.put(session, session.nextTurn(now));
			}
		}
	}

	private List<PushSession> takeAgain() {
		List<PushSession> some = new ArrayList<>();
		Iterator<PushSession> those = this.again.iterator();
		while (those.hasNext() && some.size() < BULK) {
			some.add(those.next());
			those.remove();
		}
		return some;
	}

	private void serve(PushSession session, SourceState state, Situation situation, long now) {
		boolean more;
		try {
			more = session.turn(this.shared, this.tally, state, situation, now);
		}
		catch (RuntimeException ex) {
			log.error("a session fails", ex);
			session.finish(Ending.INTERNAL);
			more = false;
		}
		if (session.isEnded()) {
			forget(session);
			return;
		}
		if (more) {
			this.again.add(session);
		}
		if (session.isBlocked()) {
			this.blocked.add(session);
		}
		else if (!this.blocked.isEmpty()) {
			this.blocked.remove(session);
		}
		this.wheel.put(session, session.nextTurn(now));
		if (session.watches() && !session.isWaiting()) {
			session.waiting(true);
			this.waiting.add(session);
		}
	}

	private void forget(PushSession session) {
		this.all.remove(session);
		this.again.remove(session);
		this.blocked.remove(session);
		this.wheel.remove(session);
	}

	private void await() {
		this.parked.set(true);
		if (this.running && this.signals.isEmpty() && !this.fleetChanged.get() && !this.allConcerned.get()
				&& this.again.isEmpty()) {
			LockSupport.parkNanos(this, this.wheel.nextAt() - System.nanoTime());
		}
		this.parked.set(false);
	}

}
