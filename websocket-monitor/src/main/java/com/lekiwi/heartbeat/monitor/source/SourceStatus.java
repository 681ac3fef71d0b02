package com.lekiwi.heartbeat.monitor.source;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Keeps account of what may be missing. A gap begins where the last certainty ends, and
 * is closed by reading the whole fleet: while updates arrive, and after they began to.
 */
@Component
public final class SourceStatus {

	private final Clock clock;

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final Map<GapReason, Gap> gaps = new EnumMap<>(GapReason.class);

	private boolean redisUp;

	private boolean stateManagerUp;

	private @Nullable Instant freshAsOf;

	/** Rises when updates are lost, so that a load that began before closes no gap. */
	private long losses;

	SourceStatus(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Has a listener called when a source comes or goes, and when a gap begins or ends.
	 * It must not block.
	 * @param listener what to call
	 */
	public void onChange(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * What is known now.
	 * @return the state of all sources
	 */
	public synchronized SourceState state() {
		return new SourceState(this.redisUp, this.stateManagerUp, this.freshAsOf, List.copyOf(this.gaps.values()));
	}

	synchronized long losses() {
		return this.losses;
	}

	void subscribed() {
		change(() -> this.redisUp = true);
	}

	/** Redis is away. */
	void redisLost() {
		change(() -> {
			this.redisUp = false;
			lose();
		});
	}

	/** Redis is there, and an update was not delivered, or could not be read. */
	void updateLost() {
		change(this::lose);
	}

	/** All updates that were published before a time have arrived. */
	synchronized void confirmed(Instant time) {
		if (this.redisUp && this.stateManagerUp && this.gaps.values().stream().noneMatch(gap -> gap.to() == null)) {
			fresh(time);
		}
	}

	/** state-manager does not answer; says whether that is news. */
	boolean stateManagerAway() {
		return change(() -> {
			this.stateManagerUp = false;
			open(GapReason.STATE_MANAGER_AWAY);
		});
	}

	/**
	 * The whole fleet was read.
	 * @param asOf what was read is true as of then
	 * @param losses the number of losses before the reading began
	 */
	void loaded(Instant asOf, long losses) {
		change(() -> {
			this.stateManagerUp = true;
			fresh(asOf);
			close(GapReason.STATE_MANAGER_AWAY);
			if (this.redisUp && this.losses == losses) {
				close(GapReason.UPDATES_LOST);
			}
		});
	}

	private void lose() {
		this.losses++;
		open(GapReason.UPDATES_LOST);
	}

	private void open(GapReason reason) {
		Gap last = this.gaps.get(reason);
		if (last == null || last.to() != null) {
			this.gaps.put(reason, new Gap(reason, this.freshAsOf, null));
		}
	}

	private void close(GapReason reason) {
		Gap last = this.gaps.get(reason);
		if (last != null && last.to() == null) {
			this.gaps.put(reason, new Gap(reason, last.from(), this.clock.instant()));
		}
	}

	private void fresh(Instant time) {
		if (this.freshAsOf == null || time.isAfter(this.freshAsOf)) {
			this.freshAsOf = time;
		}
	}

	private boolean change(Runnable action) {
		boolean changed;
		synchronized (this) {
			List<Object> before = summary();
			action.run();
			changed = !before.equals(summary());
		}
		if (changed) {
			this.listeners.forEach(Runnable::run);
		}
		return changed;
	}

	/** What listeners want to hear of. */
	private List<Object> summary() {
		List<Object> summary = new ArrayList<>(this.gaps.values());
		summary.add(this.redisUp);
		summary.add(this.stateManagerUp);
		summary.add(this.freshAsOf != null);
		return summary;
	}

}
