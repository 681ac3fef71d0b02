package com.lekiwi.heartbeat.state.export;

import org.springframework.jdbc.core.JdbcTemplate;

/** Robots that are in the store already. */
final class ManyRobots {

	static final int COUNT = 20_000;

	private ManyRobots() {
	}

	static void insert(JdbcTemplate database) {
		database.update("""
				INSERT INTO robots (id, name, type, site, status, status_since, registered_at)
				SELECT 'bulk-' || lpad(i::text, 6, '0'), repeat('name ', 20) || i, 'lekiwi', 'bulk', 'online',
				  fleet_time(), fleet_time()
				FROM generate_series(1, ?) AS i
				ON CONFLICT DO NOTHING""", COUNT);
	}

}
