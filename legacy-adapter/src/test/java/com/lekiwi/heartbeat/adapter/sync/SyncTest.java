package com.lekiwi.heartbeat.adapter.sync;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.adapter.fixture.Adapter;
import com.lekiwi.heartbeat.adapter.fixture.FakeLegacy;
import com.lekiwi.heartbeat.adapter.fixture.FakeStateManager;
import com.lekiwi.heartbeat.adapter.fixture.Fleet;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.jdbc.core.JdbcTemplate;

/** A database with both sides around it; each test begins without robots. */
abstract class SyncTest {

	private static HikariDataSource pool;

	static JdbcTemplate database;

	static FakeStateManager newSide;

	private final List<SyncReplica> replicas = new ArrayList<>();

	final Fleet fleet = new Fleet(database);

	FakeLegacy fakeLegacy;

	@BeforeAll
	static void open() throws IOException {
		PostgresDatabase fresh = Adapter.database();
		pool = new HikariDataSource();
		pool.setJdbcUrl(fresh.url());
		pool.setUsername(fresh.user());
		pool.setPassword(fresh.password());
		database = new JdbcTemplate(pool);
		newSide = new FakeStateManager(database);
	}

	@AfterAll
	static void close() {
		newSide.close();
		pool.close();
	}

	@BeforeEach
	void empty() throws IOException {
		database.execute("TRUNCATE robots, robot_liveness, sync_runs, legacy_forwards, migration_leases CASCADE");
		newSide.reset();
		this.fakeLegacy = new FakeLegacy();
	}

	@AfterEach
	void stop() {
		this.replicas.forEach(SyncReplica::close);
		this.fakeLegacy.close();
	}

	SyncReplica replica(URI legacy, String... settings) {
		SyncReplica replica = new SyncReplica(database, legacy, newSide.uri(), settings);
		this.replicas.add(replica);
		return replica;
	}

}
