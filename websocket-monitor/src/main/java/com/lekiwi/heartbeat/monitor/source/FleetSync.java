package com.lekiwi.heartbeat.monitor.source;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import com.lekiwi.heartbeat.monitor.settings.SourceSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Decides when the fleet is read: after every subscription, every few seconds while Redis
 * or state-manager is away, and once in a while although nothing is amiss. One thread
 * reads; whoever asks for a reading never waits.
 */
@Component
final class FleetSync implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(FleetSync.class);

	/** However often it is asked for, the fleet is read at most once in this time. */
	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

	private final FleetLoader loader;

	private final SourceStatus status;

	private final SourceSettings settings;

	private final SourceMetrics metrics;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition asked = this.lock.newCondition();

	/** Guarded by the lock. */
	private final Set<ResyncCause> wanted = EnumSet.noneOf(ResyncCause.class);

	/** Guarded by the lock. */
	private boolean strangers;

	private volatile @Nullable Thread thread;

	FleetSync(FleetLoader loader, SourceStatus status, MonitorSettings settings, SourceMetrics metrics) {
		this.loader = loader;
		this.status = status;
		this.settings = settings.source();
		this.metrics = metrics;
	}

	/** Asks for the whole fleet to be read, soon. */
	void readAll(ResyncCause cause) {
		signal(() -> this.wanted.add(cause));
	}

	/** Asks for the robots to be read whose beats were heard and who are not known. */
	void readUnknown() {
		signal(() -> this.strangers = true);
	}

	private void signal(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.asked.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void run() {
		// The first reading is asked for when Redis has answered, or could not be found.
		long lastRead = System.nanoTime();
		long lastSituation = lastRead - this.settings.pollInterval().toNanos();
		try {
			ResyncCause cause = await(Long.MAX_VALUE);
			while (isRunning()) {
				if (cause == null && (System.nanoTime() - lastRead) >= this.settings.resyncInterval().toNanos()) {
					cause = ResyncCause.INTERVAL;
				}
				boolean done = read(cause);
				if (done && cause != null) {
					lastRead = System.nanoTime();
				}
				if (done && System.nanoTime() - lastSituation >= this.settings.pollInterval().toNanos()) {
					this.loader.loadSituation();
					lastSituation = System.nanoTime();
				}
				pause();
				cause = await(this.settings.pollInterval().toNanos());
				SourceState state = this.status.state();
				if (cause == null && !(done && state.redisUp() && state.stateManagerUp())) {
					cause = ResyncCause.POLL;
				}
			}
		}
		catch (InterruptedException ex) {
			// The service stops.
			Thread.currentThread().interrupt();
		}
	}

	private boolean read(@Nullable ResyncCause cause) {
		try {
			if (cause != null) {
				this.metrics.timed(cause, this.loader::loadAll);
			}
			else if (!takeStrangers()) {
				this.loader.probe();
			}
			else if (!this.loader.loadUnknown()) {
				readAll(ResyncCause.UNKNOWN_ROBOTS);
			}
			return true;
		}
		catch (RestClientException ex) {
			if (this.status.stateManagerAway()) {
				log.warn("state-manager does not answer: {}", ex.getMessage());
			}
			return false;
		}
		catch (RuntimeException ex) {
			// Whatever it is, it must not end this thread: it is tried again.
			log.error("the fleet cannot be read", ex);
			this.status.stateManagerAway();
			return false;
		}
	}

	private void pause() throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(SHORTEST_PAUSE.toNanos());
	}

	private @Nullable ResyncCause await(long nanos) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = nanos;
			while (this.wanted.isEmpty() && !this.strangers && left > 0) {
				left = this.asked.awaitNanos(left);
			}
			// One reading serves all who asked.
			ResyncCause cause = this.wanted.isEmpty() ? null : this.wanted.iterator().next();
			this.wanted.clear();
			return cause;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean takeStrangers() {
		this.lock.lock();
		try {
			boolean taken = this.strangers;
			this.strangers = false;
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("fleet-sync").unstarted(this::run);
		this.thread.start();
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		this.thread = null;
		if (running != null) {
			running.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
