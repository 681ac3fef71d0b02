package com.lekiwi.heartbeat.state.offline;

import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class CauseMigrationIntegrationTests {

	private final PostgresDatabase store = SharedStores.freshDatabase(getClass());

	private final JdbcTemplate database = new JdbcTemplate(
			new DriverManagerDataSource(this.store.url(), this.store.user(), this.store.password()));

	@Test
	void robotsThatWereOfflineBeforeGetTheirNewestCauseFromTheLog() {
		migrateTo("8?");
		robot("gone", false);
		robot("here", true);
		robot("untold", false);
		wentOffline("gone", "single_loss");
		wentOffline("gone", "site");
		wentOffline("here", "said_goodbye");
		migrateTo("latest");
		assertThat(this.database.queryForList(
				"SELECT concat_ws(' ', id, version, COALESCE(offline_cause, '-')) FROM robots ORDER BY id",
				String.class))
			.containsExactly("gone 2 site", "here 1 -", "untold 1 -");
	}

	private void migrateTo(String version) {
		Flyway.configure()
			.dataSource(this.store.url(), this.store.user(), this.store.password())
			.target(version)
			.load()
			.migrate();
	}

	private void robot(String id, boolean alive) {
		this.database.update("""
				INSERT INTO robots (id, name, status, status_since, registered_at)
				VALUES (?, ?, ?, now(), now())""", id, id, alive ? "online" : "offline");
		this.database.update("""
				INSERT INTO robot_liveness (
				  robot_id, boot_id, seq, seq_window, first_seq, received, alive, interval_s, reported, profile_hash
				)
				VALUES (?, 'b', 1, 1, 1, 1, ?, 5, 'ok', 0)""", id, alive);
	}

	private void wentOffline(String id, String cause) {
		this.database.queryForList("""
				SELECT append_robot_events(ARRAY['robot'], ARRAY[?], ARRAY['offline'], ARRAY[now()],
				  ARRAY[jsonb_build_object('cause', ?)::text])""", id, cause);
	}

}
