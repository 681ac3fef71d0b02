package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.settings.PushSettings;
import com.lekiwi.heartbeat.monitor.source.FleetSituation;
import com.lekiwi.heartbeat.monitor.source.Gap;
import com.lekiwi.heartbeat.monitor.source.GapReason;
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
final class PushSession implements SocketEvents {

	/** Frames in one turn; then others have theirs. */
	private static final int FRAMES = 4;

	/** A watcher that was told the end has so long to hang up. */
	private static final long LINGER_NANOS = Duration.ofSeconds(2).toNanos();

	private final PushSessions sessions;

	private final String address;

	private final PushSettings settings;

	private final AtomicReference<@Nullable Subscription> asked = new AtomicReference<>();

	private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

	private final AtomicReference<byte @Nullable []> pong = new AtomicReference<>();

	/** No more than the limit on errors in a row. */
	private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean signalled = new AtomicBoolean();

	private final MessageLimit limit;

	private int errors;

	private volatile @Nullable ClientSocket socket;

	private volatile @Nullable PushLoop loop;

	private volatile long heardAt;

	/** The watcher ends it, or has answered that we do. */
	private volatile boolean answered;

	/** There is no connection any more. */
	private volatile boolean gone;

	private volatile @Nullable Watcher watcher;

	private @Nullable WireFrame frame;

	private @Nullable ByteBuffer left;

	private boolean held;

	private long sendingSince;

	private final Map<GapReason, Gap> told = new EnumMap<>(GapReason.class);

	private Situation toldSituation = FleetSituation.NOTHING;

	private long lastDelta;

	private boolean more;

	private long lastPing;

	private long lingerUntil;

	private boolean toldEnd;

	private boolean ended;

	private long tick;

	private boolean waiting;

	PushSession(PushSessions sessions, String address, PushSettings settings, long now) {
		this.sessions = sessions;
		this.address = address;
		this.settings = settings;
		this.limit = new MessageLimit(settings.maxMessages(), settings.messageWindow(), now);
		this.heardAt = now;
		this.lastPing = now;
		this.lastDelta = now - settings.pingInterval().toNanos();
	}

	// On the web server's threads.

	@Override
	public void opened(ClientSocket client) {
		this.socket = client;
		this.loop = this.sessions.open(this);
		signal();
	}

	@Override
	public void message(String text) {
		if (this.ending.get() != null) {
			return;
		}
		if (!this.limit.allows(System.nanoTime())) {
			end(Ending.TOO_MANY_MESSAGES);
			return;
		}
		try {
			this.asked.set(this.sessions.read(text));
			this.errors = 0;
		}
		catch (MessageRefusedException ex) {
			this.complaints.add(ex.detail());
			this.errors++;
			if (this.errors >= this.settings.maxErrors()) {
				end(Ending.TOO_MANY_ERRORS);
			}
		}
		signal();
	}

	@Override
	public void ping(byte[] body) {
		if (this.limit.allows(System.nanoTime())) {
			this.pong.set(body);
			signal();
		}
		else {
			end(Ending.TOO_MANY_MESSAGES);
		}
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
		PushLoop server = this.loop;
		if (server != null && this.signalled.compareAndSet(false, true)) {
			server.signal(this);
		}
	}

	String address() {
		return this.address;
	}

	long pending() {
		Watcher current = this.watcher;
		return (current != null) ? current.pending() : 0;
	}

	// On the loop's thread.

	void unsignalled() {
		this.signalled.set(false);
	}

	long tick() {
		return this.tick;
	}

	void tick(long next) {
		this.tick = next;
	}

	boolean isEnded() {
		return this.ended;
	}

	/** Whether a frame is on its way. */
	boolean isBlocked() {
		return this.left != null;
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
	boolean turn(SharedFrames shared, SourceState state, Situation situation, long now) {
		try {
			return !this.ended && send(shared, state, situation, now);
		}
		catch (IOException ex) {
			finish(Ending.LOST);
			return false;
		}
	}

	private boolean send(SharedFrames shared, SourceState state, Situation situation, long now) throws IOException {
		this.more = false;
		if (this.gone) {
			finish(Objects.requireNonNull(this.ending.get()));
			return false;
		}
		checkTimes(now);
		if (this.ended || (isBlocked() && !writes())) {
			return false;
		}
		for (int count = 0; count < FRAMES; count++) {
			WireFrame next = next(shared, state, situation, now);
			if (next == null) {
				checkTimes(now);
				return this.more;
			}
			this.sendingSince = now;
			this.frame = next;
			this.left = next.buffer();
			this.sessions.sent(next.kind());
			if (!writes()) {
				return false;
			}
		}
		return true;
	}

	/** Goes on with the frame that is on its way; whether it is out. */
	private boolean writes() throws IOException {
		ClientSocket client = Objects.requireNonNull(this.socket);
		if (!client.write(Objects.requireNonNull(this.left))) {
			hold();
			client.awaitRoom();
			return false;
		}
		release();
		this.left = null;
		this.frame = null;
		return true;
	}

	private void hold() {
		if (!this.held) {
			this.held = true;
			this.sessions.budget().hold(Objects.requireNonNull(this.frame));
		}
	}

	private void release() {
		if (this.held) {
			this.held = false;
			this.sessions.budget().release(Objects.requireNonNull(this.frame));
		}
	}

	private void checkTimes(long now) {
		if (this.toldEnd && !isBlocked()) {
			if (this.answered || now - this.lingerUntil >= 0) {
				finish(Objects.requireNonNull(this.ending.get()));
			}
		}
		else if (isBlocked() && now - this.sendingSince >= this.settings.sendTimeout().toNanos()) {
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
		String fault = this.complaints.poll();
		if (fault != null) {
			return this.sessions.frames().error(fault);
		}
		Ending how = this.ending.get();
		if (how != null) {
			this.toldEnd = true;
			this.lingerUntil = now + LINGER_NANOS;
			return WireFrame.close(how.code(), how.reason());
		}
		byte[] body = this.pong.getAndSet(null);
		if (body != null) {
			return WireFrame.pong(body);
		}
		Subscription wanted = this.asked.getAndSet(null);
		if (wanted != null) {
			this.watcher = this.sessions.watcher(wanted);
		}
		WireFrame gap = gap(state);
		if (gap != null) {
			return gap;
		}
		Watcher current = this.watcher;
		WireFrame news = (current != null) ? news(current, shared, state, situation, now) : null;
		if (news == null && untilPing(now) <= 0) {
			this.lastPing = now;
			return shared.ping(state, eventCursor());
		}
		return news;
	}

	private long eventCursor() {
		Watcher current = this.watcher;
		return (current != null && current.subscription().events()) ? current.cursor() : EventRing.UNKNOWN;
	}

	private @Nullable WireFrame gap(SourceState state) {
		for (Gap gap : state.gaps()) {
			if (!gap.equals(this.told.put(gap.reason(), gap))) {
				// Followed by what the sources are now.
				this.lastPing -= this.settings.pingInterval().toNanos();
				return this.sessions.frames().gap(gap);
			}
		}
		return null;
	}

	private @Nullable WireFrame news(Watcher current, SharedFrames shared, SourceState state, Situation situation,
			long now) {
		WireFrame part = current.snapshot(state);
		if (part != null) {
			this.lastDelta = now;
			return part;
		}
		if (!situation.equals(this.toldSituation)) {
			this.toldSituation = situation;
			return shared.situation(situation);
		}
		while (current.isBehindInLog()) {
			WireFrame events = current.events(shared);
			if (events != null) {
				return events;
			}
		}
		return delta(current, shared, state, now);
	}

	private @Nullable WireFrame delta(Watcher current, SharedFrames shared, SourceState state, long now) {
		if (!current.isBehind() || untilDelta(current, now) > 0 || this.lastDelta == now) {
			return null;
		}
		Delta delta = current.delta(shared);
		if (delta == null) {
			return current.snapshot(state);
		}
		if (delta.isCut()) {
			// There is more of the same; the pause comes after it.
			this.more = true;
		}
		else {
			this.lastDelta = now;
		}
		this.sessions.conflated(delta.conflated());
		return delta.frame();
	}

	/** When it is to have a turn although nothing changes. */
	long nextTurn(long now) {
		if (this.toldEnd && !isBlocked()) {
			return this.lingerUntil;
		}
		if (isBlocked()) {
			return this.sendingSince + this.settings.sendTimeout().toNanos();
		}
		long silent = this.heardAt + this.settings.silenceTimeout().toNanos();
		long next = Math.min(now + untilPing(now), silent);
		Watcher current = this.watcher;
		if (current != null && current.isBehind()) {
			next = Math.min(next, now + untilDelta(current, now));
		}
		return next;
	}

	/** Whether changes of the fleet concern it, now or when its pause is over. */
	boolean watches() {
		return !isBlocked() && this.watcher != null;
	}

	/** Whether a change of the fleet is to be sent at once. */
	boolean wantsChanges(long now) {
		Watcher current = this.watcher;
		return current != null && !isBlocked() && untilDelta(current, now) <= 0;
	}

	private long untilPing(long now) {
		return this.settings.pingInterval().toNanos() - (now - this.lastPing);
	}

	private long untilDelta(Watcher current, long now) {
		return current.subscription().rate().toNanos() - (now - this.lastDelta);
	}

	/** The service stops: tells it if there is room, and ends it. */
	void goAway(WireFrame word) {
		this.ending.set(Ending.GOING_AWAY);
		try {
			if (!isBlocked() && !this.gone) {
				Objects.requireNonNull(this.socket).write(word.buffer());
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
		release();
		this.left = null;
		this.frame = null;
		this.watcher = null;
		this.sessions.ended(this, how);
		Objects.requireNonNull(this.socket).close();
	}

}
