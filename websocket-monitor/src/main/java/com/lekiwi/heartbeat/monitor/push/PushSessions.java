package com.lekiwi.heartbeat.monitor.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.settings.EventSettings;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import com.lekiwi.heartbeat.monitor.settings.PushSettings;
import com.lekiwi.heartbeat.monitor.source.FleetSituation;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.source.SourceStatus;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All open sessions, as many as are allowed, and the loops that serve them. */
@Component
final class PushSessions implements SmartLifecycle {

	private final Set<PushSession> sessions = ConcurrentHashMap.newKeySet();

	private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();

	private final AtomicInteger opened = new AtomicInteger();

	private final List<PushLoop> loops = new ArrayList<>();

	private final FrameBudget budget;

	private final FleetView view;

	private final RobotJson json;

	private final EventRing ring;

	private final SourceStatus status;

	private final FleetSituation situation;

	private final SubscriptionReader reader;

	private final SnapshotParts parts;

	private final Frames frames;

	private final PushMetrics metrics;

	private final PushSettings settings;

	private final EventSettings eventSettings;

	private volatile boolean running;

	PushSessions(FleetView view, RobotJson json, EventRing ring, SourceStatus status, FleetSituation situation,
			SubscriptionReader reader, SnapshotParts parts, Frames frames, PushMetrics metrics,
			MonitorSettings settings) {
		this.view = view;
		this.json = json;
		this.ring = ring;
		this.status = status;
		this.situation = situation;
		this.reader = reader;
		this.parts = parts;
		this.frames = frames;
		this.metrics = metrics;
		this.settings = settings.push();
		this.eventSettings = settings.events();
		this.budget = new FrameBudget(this.settings.maxPending().toBytes());
		for (int i = 0; i < this.settings.threads(); i++) {
			this.loops.add(new PushLoop(this, new SharedFrames(view, json, frames, this.settings.snapshotPart()),
					new FrameTally(metrics), i));
		}
		view.onChange(() -> this.loops.forEach(PushLoop::fleetChanged));
		ring.onChange(this::allConcerned);
		status.onChange(this::allConcerned);
		situation.onChange(this::allConcerned);
		metrics.watch(this);
	}

	private void allConcerned() {
		this.loops.forEach(PushLoop::allConcerned);
	}

	int size() {
		return this.sessions.size();
	}

	boolean isFull() {
		return !this.running || this.sessions.size() >= this.settings.maxSessions();
	}

	long pending() {
		return this.sessions.stream().mapToLong(PushSession::pending).sum();
	}

	/** A session for a socket that is not open yet. */
	PushSession session(String address) {
		return new PushSession(this, address, this.settings, System.nanoTime());
	}

	/** Begins to serve a session, or has it told why not. */
	PushLoop open(PushSession session) {
		if (isFull()) {
			session.end(Ending.FULL);
		}
		this.sessions.add(session);
		if (this.perAddress.merge(session.address(), 1, Integer::sum) > this.settings.maxPerAddress()) {
			session.end(Ending.TOO_MANY_CONNECTIONS);
		}
		return this.loops.get(Math.floorMod(this.opened.getAndIncrement(), this.loops.size()));
	}

	/** A session is over. */
	void ended(PushSession session, Ending how) {
		if (this.sessions.remove(session)) {
			this.perAddress.computeIfPresent(session.address(), (address, count) -> (count > 1) ? count - 1 : null);
			this.metrics.closed(how.tag());
		}
	}

	SubscriptionReader reader() {
		return this.reader;
	}

	Watcher watcher(Subscription subscription) {
		return new Watcher(subscription, this.view, this.json, this.frames, this.parts, this.ring,
				this.eventSettings.resumeLimit());
	}

	SourceState state() {
		return this.status.state();
	}

	Situation situation() {
		return this.situation.latest();
	}

	Frames frames() {
		return this.frames;
	}

	FrameBudget budget() {
		return this.budget;
	}

	void forgetOldParts() {
		this.parts.forgetOld();
	}

	void conflated(long changes) {
		this.metrics.conflated(changes);
	}

	@Override
	public void start() {
		this.running = true;
		this.loops.forEach(PushLoop::start);
	}

	/** Watchers come back to whoever serves next. */
	@Override
	public void stop() {
		this.running = false;
		try {
			for (PushLoop loop : this.loops) {
				loop.stop();
			}
		}
		catch (InterruptedException ex) {
			// Whoever stops us is in a hurry: connections end without a word.
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
