package com.lekiwi.heartbeat.state;

import java.sql.Timestamp;

import org.awaitility.Awaitility;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether somebody listens. An application context is stopped while other tests run; what
 * it missed is known only with its first look after that, and until then every lease may
 * begin anew.
 */
public final class Watching {

	private Watching() {
	}

	/**
	 * Returns once somebody has looked since the call.
	 * @param database the database of the context
	 */
	public static void await(JdbcTemplate database) {
		Timestamp asked = database.queryForObject("SELECT fleet_time()", Timestamp.class);
		Awaitility.await()
			.until(() -> Boolean.TRUE
				.equals(database.queryForObject("SELECT watched_until > ? FROM observer_watch", Boolean.class, asked)));
	}

}
