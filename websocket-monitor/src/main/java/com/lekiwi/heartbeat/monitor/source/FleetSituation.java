package com.lekiwi.heartbeat.monitor.source;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.contract.incident.Situation;

import org.springframework.stereotype.Component;

/**
 * What befalls many robots at once, as state-manager said it last. It is older than the
 * robots by one poll at most; while state-manager does not answer it stays as it was.
 */
@Component
public final class FleetSituation {

	/** What watchers take for granted before they are told. */
	public static final Situation NOTHING = new Situation(Instant.EPOCH, List.of(), List.of());

	private final AtomicReference<Situation> latest = new AtomicReference<>(NOTHING);

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Has a listener called after changes. It must not block.
	 * @param listener what to call
	 */
	public void onChange(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * What is known.
	 * @return the same object until something changes
	 */
	public Situation latest() {
		return this.latest.get();
	}

	void take(Situation read) {
		Situation before = this.latest.get();
		if (!read.incidents().equals(before.incidents()) || !read.blind().equals(before.blind())) {
			this.latest.set(read);
			this.listeners.forEach(Runnable::run);
		}
	}

}
