package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.monitor.settings.PushSettings;
import com.lekiwi.heartbeat.monitor.source.FleetSituation;
import com.lekiwi.heartbeat.monitor.source.Gap;
import com.lekiwi.heartbeat.monitor.source.GapReason;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.source.SourceStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * Sends one watcher what it is due, one frame after the other, on a thread of its own.
 * While a frame is on its way nothing piles up: what changes meanwhile is found when the
 * next frame is made.
 */
final class PushSession implements Runnable {

	private final WebSocketSession socket;

	private final PushSessions sessions;

	private final SourceStatus status;

	private final FleetSituation situation;

	private final PushMetrics metrics;

	private final Frames frames;

	private final PushSettings settings;

	private final Map<GapReason, Gap> told = new EnumMap<>(GapReason.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition signal = this.lock.newCondition();

	/** Guarded by the lock: the newest that was asked for and not answered. */
	private @Nullable Watcher asked;

	/** Guarded by the lock: the newest complaint that was not sent. */
	private @Nullable String complaint;

	/** Guarded by the lock. */
	private boolean signalled;

	private volatile @Nullable Watcher watcher;

	private volatile boolean ended;

	private volatile boolean sending;

	private volatile long sendingSince;

	private Situation toldSituation = FleetSituation.NOTHING;

	private long lastDelta = System.nanoTime();

	private long lastPing = this.lastDelta;

	PushSession(WebSocketSession socket, PushSessions sessions, SourceStatus status, FleetSituation situation,
			PushMetrics metrics, Frames frames, PushSettings settings) {
		this.socket = socket;
		this.sessions = sessions;
		this.status = status;
		this.situation = situation;
		this.metrics = metrics;
		this.frames = frames;
		this.settings = settings;
		// Gaps that are over concern nobody who comes later.
		status.state().gaps().stream().filter(gap -> gap.to() != null).forEach(gap -> this.told.put(gap.reason(), gap));
	}

	WebSocketSession socket() {
		return this.socket;
	}

	long pending() {
		Watcher current = this.watcher;
		return (current != null) ? current.pending() : 0;
	}

	/** Whether a frame has been on its way for longer than is allowed. */
	boolean isTooSlow() {
		return this.sending && System.nanoTime() - this.sendingSince >= this.settings.sendTimeout().toNanos();
	}

	void subscribe(Watcher next) {
		change(() -> this.asked = next);
	}

	void complain(String detail) {
		change(() -> this.complaint = detail);
	}

	/** Has the session look for what it could send. */
	void wake() {
		change(() -> {
		});
	}

	void end() {
		change(() -> this.ended = true);
	}

	private void change(Runnable action) {
		this.lock.lock();
		try {
			action.run();
			this.signalled = true;
			this.signal.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void run() {
		try {
			while (!this.ended) {
				work();
				await();
			}
		}
		catch (IOException | IllegalStateException ex) {
			this.sessions.sendFailed(this, ex);
		}
		catch (InterruptedException ex) {
			// The service stops; whoever interrupts closes the socket.
			Thread.currentThread().interrupt();
		}
	}

	private void work() throws IOException {
		SourceState state = this.status.state();
		String fault = take(() -> this.complaint, () -> this.complaint = null);
		if (fault != null) {
			send("error", this.frames.error(fault));
		}
		Watcher next = take(() -> this.asked, () -> this.asked = null);
		if (next != null) {
			snapshot(next, state);
		}
		for (Gap gap : state.gaps()) {
			if (!gap.equals(this.told.put(gap.reason(), gap))) {
				send("gap", this.frames.gap(gap));
				this.lastPing = System.nanoTime() - this.settings.pingInterval().toNanos();
			}
		}
		Watcher current = this.watcher;
		Situation now = this.situation.latest();
		if (current != null && !now.equals(this.toldSituation)) {
			this.toldSituation = now;
			send("situation", this.frames.situation(now));
		}
		if (current != null && current.isBehind() && untilDelta(current) <= 0) {
			delta(current, state);
		}
		if (untilPing() <= 0) {
			send("ping", this.frames.ping(state));
			this.lastPing = System.nanoTime();
		}
	}

	private void snapshot(Watcher next, SourceState state) throws IOException {
		this.watcher = next;
		Iterator<String> parts = next.snapshot(this.settings.snapshotPart(), state);
		while (parts.hasNext()) {
			send("snapshot", parts.next());
		}
		this.lastDelta = System.nanoTime();
	}

	private void delta(Watcher current, SourceState state) throws IOException {
		try {
			this.lastDelta = System.nanoTime();
			String frame = current.delta();
			if (frame != null) {
				send("delta", frame);
				this.metrics.conflated(current.conflated());
			}
		}
		catch (SnapshotNeededException ex) {
			snapshot(current, state);
		}
	}

	private void send(String op, String frame) throws IOException {
		this.sendingSince = System.nanoTime();
		this.sending = true;
		this.socket.sendMessage(new TextMessage(frame));
		this.sending = false;
		this.metrics.sent(op);
	}

	private void await() throws InterruptedException {
		Watcher current = this.watcher;
		boolean upToDate = current == null || !current.isBehind();
		long nanos = untilPing();
		if (current != null && upToDate) {
			this.sessions.wakeOnChange(this);
			// What changed before the line above woke nobody.
			upToDate = !current.isBehind();
		}
		if (current != null && !upToDate) {
			nanos = Math.min(nanos, untilDelta(current));
		}
		this.lock.lock();
		try {
			while (!this.signalled && nanos > 0) {
				nanos = this.signal.awaitNanos(nanos);
			}
			this.signalled = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long untilPing() {
		return this.settings.pingInterval().toNanos() - (System.nanoTime() - this.lastPing);
	}

	private long untilDelta(Watcher current) {
		return current.subscription().rate().toNanos() - (System.nanoTime() - this.lastDelta);
	}

	private <T> @Nullable T take(Taking<T> value, Runnable clear) {
		this.lock.lock();
		try {
			T taken = value.take();
			clear.run();
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	@FunctionalInterface
	private interface Taking<T> {

		@Nullable T take();

	}

}
