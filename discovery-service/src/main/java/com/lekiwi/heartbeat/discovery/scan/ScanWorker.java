package com.lekiwi.heartbeat.discovery.scan;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.probe.ProbeResult;
import com.lekiwi.heartbeat.discovery.probe.Prober;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.discovery.settings.ScanSettings;
import com.lekiwi.heartbeat.starter.pace.PacedLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes shares of scans and asks their addresses, a virtual thread each, so many at the
 * same time at most. A share stays ours while it is renewed; one that is lost, because we
 * were silent for too long or its scan was cancelled, is dropped within a second.
 */
@Component
final class ScanWorker implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ScanWorker.class);

	private static final Duration AWAY = Duration.ofMillis(500);

	private static final Duration LONGEST_RENEWAL = Duration.ofMillis(500);

	private static final int RENEWALS_IN_A_LEASE = 5;

	private final ShareStore store;

	private final ResultWriter writer;

	private final Prober prober;

	private final ScanSettings settings;

	private final int parallelism;

	private final Duration longestStop;

	private final Semaphore permits;

	private final Map<String, Share> held = new ConcurrentHashMap<>();

	private final ThreadFactory threads = Thread.ofVirtual().name("probe-", 0).factory();

	private final PacedLoop taking = new PacedLoop("scan-shares", this::take);

	private final PacedLoop renewing = new PacedLoop("scan-leases", this::renew);

	private final Counter takenOver;

	private boolean away;

	ScanWorker(ShareStore store, ResultWriter writer, Prober prober, DiscoverySettings settings,
			MeterRegistry registry) {
		this.store = store;
		this.writer = writer;
		this.prober = prober;
		this.settings = settings.scans();
		this.parallelism = settings.probe().parallelism();
		this.longestStop = settings.probe().deadline().plusSeconds(1);
		this.permits = new Semaphore(this.parallelism);
		this.takenOver = Counter.builder("discovery.shares.taken.over")
			.description("Shares of scans that were taken from a replica that fell silent")
			.register(registry);
		Gauge
			.builder("discovery.probes.active", this.permits,
					semaphore -> this.parallelism - semaphore.availablePermits())
			.description("Addresses that are being asked, or whose results wait to be recorded")
			.register(registry);
		Gauge.builder("discovery.shares.held", this.held, Map::size)
			.description("Shares of scans that this replica works on")
			.register(registry);
	}

	/** A share is taken when there is room for it, so that others may take what waits. */
	private Duration take() throws InterruptedException {
		int room = Math.min(this.settings.shareSize(), this.parallelism);
		if (!this.permits.tryAcquire(room, this.settings.interval().toNanos(), TimeUnit.NANOSECONDS)) {
			return Duration.ZERO;
		}
		this.permits.release(room);
		try {
			Optional<Share> share = this.store.take();
			this.away = false;
			if (share.isEmpty()) {
				return this.settings.interval();
			}
			begin(share.get());
			return Duration.ZERO;
		}
		catch (DataAccessException ex) {
			// PostgreSQL is away, or state-manager has not brought it up to date yet.
			if (!this.away) {
				log.warn("no scans for now: {}", ex.getMessage());
			}
			this.away = true;
			return AWAY;
		}
	}

	private void begin(Share share) throws InterruptedException {
		this.held.put(share.holder(), share);
		if (share.isTakenOver()) {
			this.takenOver.increment();
			log.info("a share of scan {} is taken from a replica that fell silent", share.scan());
		}
		if (share.addresses().isEmpty()) {
			this.writer.deliver(share, null, () -> this.held.remove(share.holder()));
		}
		for (LiteralAddress address : share.addresses()) {
			this.permits.acquire();
			this.threads.newThread(() -> probe(share, address)).start();
		}
	}

	private void probe(Share share, LiteralAddress address) {
		ProbeResult result = share.isLost() ? null : this.prober.probe(address);
		this.writer.deliver(share, result, () -> {
			if (share.close(1)) {
				this.held.remove(share.holder());
			}
			this.permits.release();
		});
	}

	private Duration renew() {
		Set<String> holders = Set.copyOf(this.held.keySet());
		if (!holders.isEmpty()) {
			try {
				Set<String> kept = this.store.renew(holders);
				holders.stream()
					.filter(holder -> !kept.contains(holder))
					.map(this.held::get)
					.filter(share -> share != null)
					.forEach(Share::lose);
			}
			catch (DataAccessException ex) {
				// The leases may end; what is recorded later still counts, once.
				log.debug("leases cannot be renewed", ex);
			}
		}
		Duration part = this.settings.lease().dividedBy(RENEWALS_IN_A_LEASE);
		return (part.compareTo(LONGEST_RENEWAL) < 0) ? part : LONGEST_RENEWAL;
	}

	@Override
	public void start() {
		this.writer.start();
		this.renewing.start();
		this.taking.start();
	}

	/** What is under way ends within a probe's deadline; the rest is left to others. */
	@Override
	public void stop() {
		this.taking.stop();
		this.held.values().forEach(Share::lose);
		awaitProbes();
		this.writer.stop();
		this.renewing.stop();
		try {
			this.store.release(Set.copyOf(this.held.keySet()));
		}
		catch (DataAccessException ex) {
			log.warn("shares are left to others when their leases end: {}", ex.getMessage());
		}
	}

	private void awaitProbes() {
		try {
			if (!this.permits.tryAcquire(this.parallelism, this.longestStop.toNanos(), TimeUnit.NANOSECONDS)) {
				log.warn("some results are not recorded; their addresses are asked again");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.taking.isRunning();
	}

}
