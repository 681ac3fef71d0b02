package com.lekiwi.heartbeat.state.heartbeat;

import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells PostgreSQL when the fleet has grown. The writers' statements are planned once,
 * for tables as large as they are then, and a plan for a few robots reads all of them for
 * every beat: it must not outlast the arrival of thousands. ANALYZE makes every session
 * of every replica plan anew; by itself the server would run it a minute later.
 */
@Component
public class FleetGrowth {

	private static final Logger log = LoggerFactory.getLogger(FleetGrowth.class);

	/** Told again when the fleet has grown by one in this many. */
	private static final int PART = 10;

	private final JdbcTemplate database;

	private final AtomicLong registered = new AtomicLong();

	private long knownRobots;

	FleetGrowth(JdbcTemplate database) {
		this.database = database;
	}

	/**
	 * Counts robots that this replica registered.
	 * @param robots how many
	 */
	public void registered(int robots) {
		if (robots > 0) {
			this.registered.addAndGet(robots);
		}
	}

	@Scheduled(fixedDelayString = "PT1S")
	void tell() {
		long grown = this.registered.get();
		if (grown == 0 || grown * PART < this.knownRobots) {
			return;
		}
		try {
			this.database.execute("ANALYZE robots, robot_liveness, robot_search");
			Long robots = this.database.queryForObject("SELECT count(*) FROM robot_liveness", Long.class);
			this.knownRobots = (robots != null) ? robots : 0;
			this.registered.addAndGet(-grown);
		}
		catch (DataAccessException ex) {
			// It is tried again in a second.
			log.debug("cannot analyze the robots' tables", ex);
		}
	}

}
