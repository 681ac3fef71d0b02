package com.lekiwi.heartbeat.discovery.mdns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.discovery.address.AllowedNetworks;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.scan.Scan;
import com.lekiwi.heartbeat.discovery.scan.ScanKind;
import com.lekiwi.heartbeat.discovery.scan.ScanRequest;
import com.lekiwi.heartbeat.discovery.scan.ScanStore;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.discovery.settings.MdnsSettings;
import com.lekiwi.heartbeat.starter.pace.PacedLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What was announced is worth a look, no more: an address that may be contacted becomes
 * part of a scan, once in a while, and of all replicas that heard it one asks.
 */
@Component
final class Hints {

	private static final Logger log = LoggerFactory.getLogger(Hints.class);

	private static final String FIRST = """
			INSERT INTO discovery_hints AS h (address, hinted_at)
			SELECT DISTINCT a::inet, fleet_time()
			FROM unnest(?::text[]) AS a
			ORDER BY 1
			ON CONFLICT (address) DO UPDATE SET
			  hinted_at = EXCLUDED.hinted_at
			WHERE h.hinted_at < EXCLUDED.hinted_at - make_interval(secs => ?)
			RETURNING host(address) AS address""";

	private static final String FORGET = "DELETE FROM discovery_hints WHERE address = ANY (?::inet[])";

	private final JdbcTemplate database;

	private final ScanStore scans;

	private final AllowedNetworks networks;

	private final MdnsSettings settings;

	private final BlockingQueue<LiteralAddress> queue;

	private final PacedLoop loop = new PacedLoop("mdns-hints", this::step);

	private final Counter dropped;

	Hints(JdbcTemplate database, ScanStore scans, AllowedNetworks networks, DiscoverySettings settings,
			MeterRegistry registry) {
		this.database = database;
		this.scans = scans;
		this.networks = networks;
		this.settings = settings.mdns();
		this.queue = new LinkedBlockingQueue<>(this.settings.maxPending());
		this.dropped = Counter.builder("discovery.hints.dropped")
			.description("Announced addresses that were not looked at: not in our networks, or too many at once")
			.register(registry);
	}

	/** Never waits: it is called by whoever listens to the network. */
	void announced(LiteralAddress address) {
		if (this.networks.refusal(address).isPresent() || !this.queue.offer(address)) {
			this.dropped.increment();
		}
	}

	void start() {
		this.loop.start();
	}

	void stop() {
		this.loop.stop();
	}

	private Duration step() throws InterruptedException {
		List<LiteralAddress> hints = new ArrayList<>();
		hints.add(this.queue.take());
		TimeUnit.NANOSECONDS.sleep(this.settings.debounce().toNanos());
		this.queue.drainTo(hints);
		try {
			scan(hints);
		}
		catch (DataAccessException ex) {
			// They will be announced again.
			log.warn("{} announcements are not looked at: {}", hints.size(), ex.getMessage());
		}
		return Duration.ZERO;
	}

	private void scan(List<LiteralAddress> hints) {
		List<LiteralAddress> first = this.database.query(FIRST,
				(row, number) -> new LiteralAddress(row.getString("address")), ScanRequest.texts(hints),
				this.settings.quiet().toNanos() / 1e9);
		if (first.isEmpty()) {
			return;
		}
		Scan scan = this.scans.create(new ScanRequest(ScanKind.MDNS, null, first, this.settings.adopt(), "mdns", null))
			.orElse(null);
		if (scan == null) {
			// As many are open as may be: the next announcement is heard again.
			this.database.update(FORGET, (Object) ScanRequest.texts(first));
			return;
		}
		log.info("{} announced addresses become scan {}", first.size(), scan.id());
	}

}
