package com.lekiwi.heartbeat.discovery.scan;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.starter.pace.PacedLoop;
import com.lekiwi.heartbeat.starter.problem.BusyException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lets requests wait until a scan is no longer at a version. One query asks for all that
 * wait; they hold a virtual thread each, and nothing of the database.
 */
@Component
final class ScanWatch implements SmartLifecycle {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	private final ScanStore scans;

	private final Semaphore room;

	private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

	private final PacedLoop loop = new PacedLoop("scan-watch", this::look);

	ScanWatch(ScanStore scans, DiscoverySettings settings, MeterRegistry registry) {
		this.scans = scans;
		this.room = new Semaphore(settings.scans().maxWaiting());
		Gauge.builder("discovery.polls.waiting", this.waiting, Set::size)
			.description("Requests that wait for news of a scan")
			.register(registry);
	}

	/**
	 * Waits.
	 * @param scan whose news are waited for
	 * @param version what is known already
	 * @param time how long to wait
	 * @throws BusyException if as many wait as may
	 * @throws DataAccessException if the database went away meanwhile
	 */
	void await(long scan, long version, Duration time) throws InterruptedException {
		if (!this.room.tryAcquire()) {
			throw new BusyException("too many requests wait for news already");
		}
		Waiting one = new Waiting(scan, version, new CompletableFuture<>());
		this.waiting.add(one);
		try {
			one.news().get(time.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			// There is no news: that is shown.
			return;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof DataAccessException away) {
				throw away;
			}
			throw new IllegalStateException(ex);
		}
		finally {
			this.waiting.remove(one);
			this.room.release();
		}
	}

	private Duration look() {
		Set<Long> ids = this.waiting.stream().map(Waiting::scan).collect(Collectors.toSet());
		if (!ids.isEmpty()) {
			try {
				Map<Long, Long> versions = this.scans.versions(ids);
				this.waiting.stream()
					.filter(one -> ids.contains(one.scan()))
					.filter(one -> versions.getOrDefault(one.scan(), -1L) != one.version())
					.forEach(one -> one.news().complete(true));
			}
			catch (DataAccessException ex) {
				// Nobody waits for a database that is away.
				this.waiting.forEach(one -> one.news().completeExceptionally(ex));
			}
		}
		return INTERVAL;
	}

	@Override
	public void start() {
		this.loop.start();
	}

	@Override
	public void stop() {
		this.loop.stop();
		this.waiting.forEach(one -> one.news().complete(false));
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

	/** A request that waits. Two that wait for the same are two. */
	private record Waiting(long scan, long version, CompletableFuture<Boolean> news) {

	}

}
