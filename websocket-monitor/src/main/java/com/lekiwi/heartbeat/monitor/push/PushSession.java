package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.monitor.settings.PushSettings;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.ClientSocket;
import com.lekiwi.heartbeat.monitor.wire.SocketEvents;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * One watcher. What it sends is taken on the web server's threads; what it is sent is
 * written on its loop's thread, one frame after the other. While a frame is on its way
 * nothing piles up: what changes meanwhile is found when the next frame is made.
 */
final class PushSession implements SocketEvents, TimingWheel.Timed {

	/** Frames in one turn; then others have theirs. */
	private static final int FRAMES = 4;

	/** A watcher that was told the end has so long to hang up. */
	private static final long LINGER_NANOS = Duration.ofSeconds(2).toNanos();

	private final PushSessions sessions;

	private final String address;

	private final PushSettings settings;

	private final Inbox inbox;

	private final Outlet outlet;

	private final News news;

	private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

	private final AtomicBoolean signalled = new AtomicBoolean();

	/** Whether there may be something of the watcher's to answer, or an end. */
	private volatile boolean asked;

	private volatile @Nullable PushLoop loop;

	private volatile long heardAt;

	/** The watcher ends it, or has answered that we do. */
	private volatile boolean answered;

	/** There is no connection any more. */
	private volatile boolean gone;

	private long lingerUntil;

	private boolean toldEnd;

	private boolean ended;

	private long tick;

	private boolean waiting;

	PushSession(PushSessions sessions, String address, PushSettings settings, long now) {
		this.sessions = sessions;
		this.address = address;
		this.settings = settings;
		this.inbox = new Inbox(sessions.reader(), settings, now);
		this.outlet = new Outlet(sessions.budget());
		this.news = new News(sessions, settings, now);
		this.heardAt = now;
	}

	// On the web server's threads.

	@Override
	public void opened(ClientSocket client) {
		this.outlet.connect(client);
		this.loop = this.sessions.open(this);
		signal();
	}

	@Override
	public void message(String text) {
		if (this.ending.get() == null) {
			took(this.inbox.message(text, System.nanoTime()));
		}
	}

	@Override
	public void ping(byte[] body) {
		took(this.inbox.ping(body, System.nanoTime()));
	}

	private void took(@Nullable Ending how) {
		if (how != null) {
			end(how);
		}
		signal();
	}

	@Override
	public void heard() {
		this.heardAt = System.nanoTime();
	}

	@Override
	public void closeAsked(int code) {
		this.answered = true;
		end(new Ending(code, "", true));
		signal();
	}

	@Override
	public void faulty(int code, String reason) {
		end(new Ending(code, reason, false));
	}

	@Override
	public void writable() {
		signal();
	}

	@Override
	public void lost() {
		this.gone = true;
		end(Ending.LOST);
		signal();
	}

	/** Has it end; the first who says so is heard. */
	void end(Ending how) {
		if (this.ending.compareAndSet(null, how)) {
			signal();
		}
	}

	private void signal() {
		this.asked = true;
		PushLoop server = this.loop;
		if (server != null && this.signalled.compareAndSet(false, true)) {
			server.signal(this);
		}
	}

	String address() {
		return this.address;
	}

	long pending() {
		return this.news.pending();
	}

	// On the loop's thread.

	void unsignalled() {
		this.signalled.set(false);
	}

	@Override
	public long tick() {
		return this.tick;
	}

	@Override
	public void tick(long next) {
		this.tick = next;
	}

	boolean isEnded() {
		return this.ended;
	}

	/** Whether a frame is on its way. */
	boolean isBlocked() {
		return this.outlet.isBlocked();
	}

	/** Whether it stands among those who wait for the fleet to change. */
	boolean isWaiting() {
		return this.waiting;
	}

	void waiting(boolean isWaiting) {
		this.waiting = isWaiting;
	}

	/**
	 * Sends what is due and finds room.
	 * @return whether there is more to send at once
	 */
	boolean turn(SharedFrames shared, FrameTally tally, SourceState state, Situation situation, long now) {
		try {
			return !this.ended && send(shared, tally, state, situation, now);
		}
		catch (IOException ex) {
			finish(Ending.LOST);
			return false;
		}
	}

	private boolean send(SharedFrames shared, FrameTally tally, SourceState state, Situation situation, long now)
			throws IOException {
		this.news.begin();
		if (this.gone) {
			finish(Objects.requireNonNull(this.ending.get()));
			return false;
		}
		checkTimes(now);
		if (this.ended || (isBlocked() && !this.outlet.goOn())) {
			return false;
		}
		for (int count = 0; count < FRAMES; count++) {
			WireFrame next = next(shared, state, situation, now);
			if (next == null) {
				checkTimes(now);
				return this.news.hasMore();
			}
			tally.count(next.kind());
			if (!this.outlet.write(next, now)) {
				return false;
			}
		}
		return true;
	}

	private void checkTimes(long now) {
		if (this.toldEnd && !isBlocked()) {
			if (this.answered || now - this.lingerUntil >= 0) {
				finish(Objects.requireNonNull(this.ending.get()));
			}
		}
		else if (isBlocked() && now - this.outlet.since() >= this.settings.sendTimeout().toNanos()) {
			tooSlow();
		}
		else if (now - this.heardAt >= this.settings.silenceTimeout().toNanos()) {
			end(Ending.SILENT);
		}
	}

	/**
	 * Ends it without a word: a frame is cut off, and whatever follows would be read as
	 * the rest of it.
	 */
	void tooSlow() {
		this.ending.set(Ending.TOO_SLOW);
		finish(Ending.TOO_SLOW);
	}

	private @Nullable WireFrame next(SharedFrames shared, SourceState state, Situation situation, long now) {
		if (this.ended || this.toldEnd) {
			return null;
		}
		WireFrame answer = this.asked ? answer(now) : null;
		return (answer != null || this.toldEnd) ? answer : this.news.next(shared, state, situation, now);
	}

	private @Nullable WireFrame answer(long now) {
		// Before the look: whatever comes from here on says so again.
		this.asked = false;
		WireFrame complaint = this.inbox.takeComplaint(this.sessions.frames());
		if (complaint != null) {
			this.asked = true;
			return complaint;
		}
		Ending how = this.ending.get();
		if (how != null) {
			this.toldEnd = true;
			this.lingerUntil = now + LINGER_NANOS;
			return WireFrame.close(how.code(), how.reason());
		}
		Subscription wanted = this.inbox.takeSubscription();
		if (wanted != null) {
			this.news.subscribe(wanted);
		}
		return this.inbox.takePong();
	}

	/** When it is to have a turn although nothing changes. */
	long nextTurn(long now) {
		if (this.toldEnd && !isBlocked()) {
			return this.lingerUntil;
		}
		if (isBlocked()) {
			return this.outlet.since() + this.settings.sendTimeout().toNanos();
		}
		long silent = this.heardAt + this.settings.silenceTimeout().toNanos();
		return Math.min(this.news.nextAt(now), silent);
	}

	/** Whether changes of the fleet concern it, now or when its pause is over. */
	boolean watches() {
		return !isBlocked() && this.news.isSubscribed();
	}

	/** Whether a change of the fleet is to be sent at once. */
	boolean wantsChanges(long now) {
		return !isBlocked() && this.news.wantsChanges(now);
	}

	/** The service stops: tells it if there is room, and ends it. */
	void goAway(WireFrame word, long now) {
		this.ending.set(Ending.GOING_AWAY);
		try {
			if (!isBlocked() && !this.gone) {
				this.outlet.write(word, now);
			}
		}
		catch (IOException ex) {
			// It ends anyway.
		}
		finish(Ending.GOING_AWAY);
	}

	/** It is over: there is nothing to send, and nobody to send it to. */
	void finish(Ending how) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.news.end();
		this.sessions.ended(this, how);
		this.outlet.close();
	}

}
