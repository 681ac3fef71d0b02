package com.lekiwi.heartbeat.state.fanout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.cache.RobotCache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells other services what changed, over Redis, after the commit. A change is never
 * waited for: it is left here, the latest per robot, and a thread of its own publishes.
 * Before that it removes the robots' copies from the cache, so that nobody who was told
 * of a change reads what was before.
 * <p>
 * Not guaranteed: that an update arrives. While Redis is away updates are dropped and
 * counted; readers take the robots anew when they are back.
 */
@Component
public class UpdatePublisher implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(UpdatePublisher.class);

	private final UpdateChannel channel;

	private final RobotCache cache;

	private final Clock clock;

	private final StateManagerProperties.Fanout settings;

	private final UpdateQueue queue;

	private final Counter published;

	private final Counter dropped;

	private volatile boolean running;

	private volatile boolean reached = true;

	/** Absent until it is started, and a new one each time. */
	private volatile @Nullable Thread thread;

	UpdatePublisher(UpdateChannel channel, RobotCache cache, Clock clock, StateManagerProperties properties,
			MeterRegistry registry) {
		this.channel = channel;
		this.cache = cache;
		this.clock = clock;
		this.settings = properties.fanout();
		this.queue = new UpdateQueue(this.settings.maxPending());
		this.published = Counter.builder("heartbeat.updates.published")
			.description("Changes of robots and beats that were published")
			.register(registry);
		this.dropped = Counter.builder("heartbeat.updates.dropped")
			.description("Changes that were not published, because Redis was away or too many waited")
			.register(registry);
		Gauge.builder("heartbeat.updates.pending", this.queue, UpdateQueue::size)
			.description("Robots of which a change waits to be published")
			.register(registry);
	}

	/**
	 * Leaves changes to be published.
	 * @param robotChanges robots as they are now
	 * @param beatChanges beats that are now the newest of their robot
	 */
	public void publish(List<RobotChange> robotChanges, List<BeatChange> beatChanges) {
		publish(robotChanges, beatChanges, Set.of());
	}

	/**
	 * Leaves changes to be published.
	 * @param robotChanges robots as they are now
	 * @param beatChanges beats that are now the newest of their robot
	 * @param counted robots of which only the counters may have changed
	 */
	public void publish(List<RobotChange> robotChanges, List<BeatChange> beatChanges, Collection<RobotId> counted) {
		int refused = this.queue.add(robotChanges, beatChanges, counted);
		if (refused > 0) {
			this.cache.lose();
			this.dropped.increment(refused);
		}
	}

	/**
	 * Says whether a change of a robot was left here and is not told yet, so that its
	 * copy may be old.
	 * @param id the robot
	 * @return whether to read it from PostgreSQL
	 */
	public boolean isTelling(RobotId id) {
		return this.queue.has(id);
	}

	private void run() {
		while (this.running) {
			PendingUpdates taken = this.queue.take();
			send(taken);
			removeCopies(taken.counted());
			this.queue.told();
			LockSupport.parkNanos(this, this.settings.minInterval().toNanos());
		}
	}

	private void send(PendingUpdates taken) {
		Iterator<RobotChange> robotsLeft = taken.robots().iterator();
		Iterator<BeatChange> beatsLeft = taken.beats().iterator();
		while (robotsLeft.hasNext() || beatsLeft.hasNext()) {
			List<RobotChange> someRobots = take(robotsLeft);
			List<BeatChange> someBeats = take(beatsLeft);
			int size = someRobots.size() + someBeats.size();
			Set<RobotId> changedRobots = new HashSet<>();
			someRobots.forEach(change -> changedRobots.add(change.id()));
			someBeats.forEach(change -> changedRobots.add(change.id()));
			removeCopies(changedRobots);
			try {
				this.channel.send(new FleetUpdate(this.clock.instant(), someRobots, someBeats));
				this.published.increment(size);
				this.reached = true;
			}
			catch (RuntimeException ex) {
				this.dropped.increment(size);
				if (this.reached) {
					log.warn("updates are dropped until Redis is back: {}", ex.getMessage());
				}
				this.reached = false;
			}
		}
	}

	/** A mistake of ours, or the end of Redis's client, must not end the thread. */
	private void removeCopies(Set<RobotId> changedRobots) {
		try {
			if (!changedRobots.isEmpty()) {
				this.cache.remove(changedRobots);
			}
		}
		catch (RuntimeException ex) {
			this.cache.lose();
			log.warn("copies of robots could not be removed", ex);
		}
	}

	private <T> List<T> take(Iterator<T> from) {
		List<T> some = new ArrayList<>();
		while (from.hasNext() && some.size() < this.settings.maxPerMessage()) {
			some.add(from.next());
		}
		return some;
	}

	@Override
	public void start() {
		this.running = true;
		this.queue.open(true);
		this.thread = Thread.ofPlatform().name("update-publisher").start(this::run);
	}

	@Override
	public void stop() {
		this.running = false;
		this.queue.open(false);
		Thread publishing = this.thread;
		try {
			if (publishing != null) {
				publishing.join(2_000);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Starts before beats are taken, and stops after. */
	@Override
	public int getPhase() {
		return -1;
	}

}
