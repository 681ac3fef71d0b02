package com.lekiwi.heartbeat.monitor.poll;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import com.lekiwi.heartbeat.monitor.settings.UpdateSettings;
import com.lekiwi.heartbeat.monitor.source.FleetSituation;
import com.lekiwi.heartbeat.monitor.source.SourceStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Where requests wait for news, each on its own virtual thread, so many at most. They
 * look at what is new now and then only, however often it changes.
 */
@Component
final class UpdateNews implements SmartLifecycle {

	private final UpdateSettings settings;

	private final Semaphore places;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** Guarded by the lock. */
	private long changes;

	private volatile boolean running;

	UpdateNews(FleetView view, EventRing ring, SourceStatus status, FleetSituation situation, MonitorSettings settings,
			MeterRegistry registry) {
		this.settings = settings.updates();
		this.places = new Semaphore(this.settings.maxWaiting());
		view.onChange(this::change);
		ring.onChange(this::change);
		status.onChange(this::change);
		situation.onChange(this::change);
		Gauge
			.builder("heartbeat.push.updates.waiting", this,
					news -> news.settings.maxWaiting() - news.places.availablePermits())
			.description("Requests for updates that wait for news")
			.register(registry);
	}

	private void change() {
		if (this.places.availablePermits() == this.settings.maxWaiting()) {
			return;
		}
		this.lock.lock();
		try {
			this.changes++;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes a place to wait at; whether there is one. */
	boolean enter() {
		return this.places.tryAcquire();
	}

	void leave() {
		this.places.release();
	}

	/** How often something has changed while somebody waited. */
	long changes() {
		this.lock.lock();
		try {
			return this.changes;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until something changes, and a while longer.
	 * @param seen {@link #changes()} before it was looked
	 * @param nanos how long to wait at most
	 */
	void await(long seen, long nanos) throws InterruptedException {
		long end = System.nanoTime() + nanos;
		long check = Math.min(nanos, this.settings.checkInterval().toNanos());
		TimeUnit.NANOSECONDS.sleep(check);
		this.lock.lock();
		try {
			long left = end - System.nanoTime();
			while (this.running && this.changes == seen && left > 0) {
				left = this.changed.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	/** Who waits is answered, and asks another replica then. */
	@Override
	public void stop() {
		this.running = false;
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
