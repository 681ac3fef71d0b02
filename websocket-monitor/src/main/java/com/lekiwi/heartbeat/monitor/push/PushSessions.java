package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import com.lekiwi.heartbeat.monitor.settings.PushSettings;
import com.lekiwi.heartbeat.monitor.source.FleetSituation;
import com.lekiwi.heartbeat.monitor.source.SourceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** All open sessions, as many as are allowed. */
@Component
final class PushSessions implements SmartLifecycle {

	/** The watcher takes longer to read a frame than is allowed. */
	static final CloseStatus TOO_SLOW = new CloseStatus(4008, "too slow");

	private static final Logger log = LoggerFactory.getLogger(PushSessions.class);

	private final Map<String, PushSession> sessions = new ConcurrentHashMap<>();

	private final Set<PushSession> idle = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean running = new AtomicBoolean();

	private final FleetView view;

	private final RobotJson json;

	private final SourceStatus status;

	private final FleetSituation situation;

	private final Frames frames;

	private final PushMetrics metrics;

	private final PushSettings settings;

	PushSessions(FleetView view, RobotJson json, SourceStatus status, FleetSituation situation, Frames frames,
			PushMetrics metrics, MonitorSettings settings) {
		this.view = view;
		this.json = json;
		this.status = status;
		this.situation = situation;
		this.frames = frames;
		this.metrics = metrics;
		this.settings = settings.push();
		view.onChange(this::wakeIdle);
		status.onChange(this::wakeAll);
		situation.onChange(this::wakeAll);
		metrics.watch(this);
	}

	int size() {
		return this.sessions.size();
	}

	long pending() {
		return this.sessions.values().stream().mapToLong(PushSession::pending).sum();
	}

	/** Begins to serve a socket; false when too many are open. */
	boolean open(WebSocketSession socket) {
		if (!this.running.get() || this.sessions.size() >= this.settings.maxSessions()) {
			return false;
		}
		PushSession session = new PushSession(socket, this, this.status, this.situation, this.metrics, this.frames,
				this.settings);
		this.sessions.put(socket.getId(), session);
		Thread.ofVirtual().name("push-" + socket.getId()).start(session);
		return true;
	}

	void subscribe(WebSocketSession socket, Subscription subscription) {
		PushSession session = this.sessions.get(socket.getId());
		if (session != null) {
			session.subscribe(new Watcher(subscription, this.view, this.json, this.frames));
		}
	}

	void complain(WebSocketSession socket, String detail) {
		PushSession session = this.sessions.get(socket.getId());
		if (session != null) {
			session.complain(detail);
		}
	}

	/** The socket is closed, by whomever. */
	void closed(WebSocketSession socket, CloseStatus reason) {
		PushSession session = this.sessions.remove(socket.getId());
		if (session != null) {
			this.idle.remove(session);
			session.end();
			this.metrics.closed(session.isTooSlow() ? "too_slow" : Integer.toString(reason.getCode()));
		}
	}

	/** A frame could not be delivered: the watcher is too slow, or gone. */
	void sendFailed(PushSession session, Exception failure) {
		log.debug("a session ends: {}", failure.toString());
		close(session, TOO_SLOW);
		closed(session.socket(), TOO_SLOW);
	}

	/** Wakes a session, once, when the fleet changes. */
	void wakeOnChange(PushSession session) {
		this.idle.add(session);
	}

	private void wakeAll() {
		this.sessions.values().forEach(PushSession::wake);
	}

	private void wakeIdle() {
		Iterator<PushSession> waiting = this.idle.iterator();
		while (waiting.hasNext()) {
			PushSession session = waiting.next();
			waiting.remove();
			session.wake();
		}
	}

	private static void close(PushSession session, CloseStatus reason) {
		try {
			session.socket().close(reason);
		}
		catch (IOException ex) {
			log.debug("a socket does not close: {}", ex.toString());
		}
	}

	@Override
	public void start() {
		this.running.set(true);
	}

	/** Watchers come back to whoever serves next. */
	@Override
	public void stop() {
		this.running.set(false);
		for (PushSession session : this.sessions.values()) {
			session.end();
			close(session, CloseStatus.GOING_AWAY);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running.get();
	}

}
