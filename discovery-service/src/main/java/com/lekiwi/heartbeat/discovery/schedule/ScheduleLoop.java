package com.lekiwi.heartbeat.discovery.schedule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.discovery.address.AllowedNetworks;
import com.lekiwi.heartbeat.discovery.scan.ScanRequest;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.discovery.settings.ScheduleSettings;
import com.lekiwi.heartbeat.starter.pace.PacedLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Begins scans by the configuration. All replicas try; the database lets one of them. A
 * scan that is due while its last one still runs begins when that is over, and what was
 * missed is not made up for.
 */
@Component
final class ScheduleLoop implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ScheduleLoop.class);

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private static final String START = """
			SELECT start_scheduled_scan(?, make_interval(secs => ?), ?, ?, ?, ?, ?)""";

	/** Asked first, as a network may have many addresses. */
	private static final String WAITS = """
			SELECT EXISTS (
			  SELECT
			  FROM discovery_schedules
			  WHERE name = ?
			    AND started_at + make_interval(secs => ?) > fleet_time()
			) OR EXISTS (
			  SELECT
			  FROM discovery_scans
			  WHERE schedule = ?
			    AND state IN ('queued', 'running')
			)""";

	private final JdbcTemplate database;

	private final DiscoverySettings settings;

	private final List<Due> schedules;

	private final PacedLoop loop = new PacedLoop("schedules", this::look);

	private boolean away;

	/**
	 * Reads the schedules.
	 * @throws IllegalArgumentException if two have one name
	 */
	ScheduleLoop(JdbcTemplate database, AllowedNetworks networks, DiscoverySettings settings) {
		this.database = database;
		this.settings = settings;
		this.schedules = settings.schedules()
			.stream()
			.map(schedule -> new Due(schedule, ScanRequest.texts(networks.expand(schedule.cidr()))))
			.toList();
		if (settings.schedules()
			.stream()
			.map(ScheduleSettings::name)
			.collect(Collectors.toSet())
			.size() < this.schedules.size()) {
			throw new IllegalArgumentException("heartbeat.schedules: two have one name");
		}
	}

	private Duration look() {
		try {
			this.schedules.forEach(this::startWhereDue);
			this.away = false;
		}
		catch (DataAccessException ex) {
			// PostgreSQL is away, or state-manager has not brought it up to date yet.
			if (!this.away) {
				log.warn("no scheduled scans for now: {}", ex.getMessage());
			}
			this.away = true;
		}
		return INTERVAL;
	}

	private void startWhereDue(Due due) {
		ScheduleSettings schedule = due.schedule();
		double every = schedule.every().toNanos() / 1e9;
		if (Boolean.TRUE
			.equals(this.database.queryForObject(WAITS, Boolean.class, schedule.name(), every, schedule.name()))) {
			return;
		}
		Long scan = this.database.queryForObject(START, Long.class, schedule.name(), every, schedule.cidr(),
				due.addresses(), this.settings.scans().shareSize(), schedule.adopt(), this.settings.scans().maxOpen());
		if (scan != null) {
			log.info("schedule {} begins scan {}", schedule.name(), scan);
		}
	}

	@Override
	public void start() {
		if (!this.schedules.isEmpty()) {
			this.loop.start();
		}
	}

	@Override
	public void stop() {
		this.loop.stop();
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

	/** A schedule and its addresses. */
	private static final class Due {

		private final ScheduleSettings schedule;

		private final String[] addresses;

		Due(ScheduleSettings schedule, String[] addresses) {
			this.schedule = schedule;
			this.addresses = addresses;
		}

		ScheduleSettings schedule() {
			return this.schedule;
		}

		String[] addresses() {
			return this.addresses;
		}

	}

}
