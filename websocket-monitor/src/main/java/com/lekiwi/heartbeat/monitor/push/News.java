package com.lekiwi.heartbeat.monitor.push;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.settings.PushSettings;
import com.lekiwi.heartbeat.monitor.source.FleetSituation;
import com.lekiwi.heartbeat.monitor.source.Gap;
import com.lekiwi.heartbeat.monitor.source.GapReason;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher is told next, and when: gaps first, then its snapshot, then what is
 * amiss, the log, what changed, and a ping when nothing else was said for a while. All is
 * made when there is room for it, from what is true then.
 */
final class News {

	private final PushSessions sessions;

	private final long pingNanos;

	private final Map<GapReason, Gap> told = new EnumMap<>(GapReason.class);

	private List<Gap> toldGaps = List.of();

	private Situation toldSituation = FleetSituation.NOTHING;

	private volatile @Nullable Watcher watcher;

	private long deltaNanos;

	private long lastDelta;

	private long lastPing;

	private boolean more;

	News(PushSessions sessions, PushSettings settings, long now) {
		this.sessions = sessions;
		this.pingNanos = settings.pingInterval().toNanos();
		this.lastPing = now;
		this.lastDelta = now - this.pingNanos;
	}

	/** Begins anew with a subscription. */
	void subscribe(Subscription wanted) {
		this.deltaNanos = wanted.rate().toNanos();
		this.watcher = this.sessions.watcher(wanted);
	}

	void end() {
		this.watcher = null;
	}

	boolean isSubscribed() {
		return this.watcher != null;
	}

	/** Changes of the fleet that it was not told; any thread may ask. */
	long pending() {
		Watcher current = this.watcher;
		return (current != null) ? current.pending() : 0;
	}

	/** Begins a turn. */
	void begin() {
		this.more = false;
	}

	/** Whether there is more to tell at once, after others had their turn. */
	boolean hasMore() {
		return this.more;
	}

	@Nullable WireFrame next(SharedFrames shared, SourceState state, Situation situation, long now) {
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
		if (state.gaps().equals(this.toldGaps)) {
			return null;
		}
		for (Gap gap : state.gaps()) {
			if (!gap.equals(this.told.put(gap.reason(), gap))) {
				// Followed by what the sources are now.
				this.lastPing -= this.pingNanos;
				return this.sessions.frames().gap(gap);
			}
		}
		this.toldGaps = state.gaps();
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
		if (!current.isBehind() || untilDelta(now) > 0 || this.lastDelta == now) {
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

	/** When there is something to tell although nothing changes. */
	long nextAt(long now) {
		long next = now + untilPing(now);
		Watcher current = this.watcher;
		return (current != null && current.isBehind()) ? Math.min(next, now + untilDelta(now)) : next;
	}

	/** Whether a change of the fleet is to be told at once. */
	boolean wantsChanges(long now) {
		return isSubscribed() && untilDelta(now) <= 0;
	}

	private long untilPing(long now) {
		return this.pingNanos - (now - this.lastPing);
	}

	private long untilDelta(long now) {
		return this.deltaNanos - (now - this.lastDelta);
	}

}
