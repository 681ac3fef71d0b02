package com.lekiwi.heartbeat.state.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.observer.WatchDatabase;
import com.lekiwi.heartbeat.state.pace.PacedThread;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Builds the index of leases from PostgreSQL where it has lost entries: page by page, and
 * by one replica at a time. Beats that are committed meanwhile are indexed as always.
 */
@Component
public class LeaseRebuild implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(LeaseRebuild.class);

	private static final int PAGE = 2_000;

	private final WatchDatabase database;

	private final LeaseStore store;

	private final Timer timer;

	private final AtomicBoolean wanted = new AtomicBoolean();

	private boolean failed;

	private final PacedThread thread = new PacedThread("lease-rebuild", Duration.ofMillis(500), this::build);

	LeaseRebuild(WatchDatabase database, LeaseStore store, MeterRegistry registry) {
		this.database = database;
		this.store = store;
		this.timer = Timer.builder("heartbeat.leases.rebuild")
			.description("Building the index of leases from PostgreSQL")
			.register(registry);
	}

	/** Asks for the index to be built soon, if it still has lost entries then. */
	public void request() {
		this.wanted.set(true);
	}

	private void build() {
		if (!this.wanted.getAndSet(false)) {
			return;
		}
		long start = System.nanoTime();
		try {
			int entries = this.database.transact(this::buildAlone);
			if (entries >= 0) {
				long taken = System.nanoTime() - start;
				this.timer.record(taken, TimeUnit.NANOSECONDS);
				this.failed = false;
				log.info("indexed the leases of {} robots in {} ms", entries, TimeUnit.NANOSECONDS.toMillis(taken));
			}
		}
		catch (SQLException | DataAccessException ex) {
			// Whoever looks for due leases finds the index still broken, and asks again.
			if (!this.failed) {
				log.warn("the index of leases cannot be built: {}", ex.getMessage());
			}
			this.failed = true;
		}
	}

	/** The lock ends with the transaction, also when this replica is killed. */
	private int buildAlone(Connection connection) throws SQLException {
		try (Statement lock = connection.createStatement();
				ResultSet won = lock
					.executeQuery("SELECT pg_try_advisory_xact_lock(hashtextextended('lease_rebuild', 0))")) {
			won.next();
			if (!won.getBoolean(1)) {
				return -1;
			}
		}
		String builder = UUID.randomUUID().toString();
		List<Integer> shards = new ArrayList<>();
		for (int shard = 0; shard < LeaseStore.SHARDS; shard++) {
			if (!this.store.isWhole(shard)) {
				this.store.beginBuilding(shard, builder);
				shards.add(shard);
			}
		}
		if (shards.isEmpty()) {
			return -1;
		}
		int entries = copy(connection, shards);
		for (int shard : shards) {
			if (!this.store.finishBuilding(shard, builder)) {
				log.warn("the index of leases lost entries while it was built; it will be built again");
			}
		}
		return entries;
	}

	private int copy(Connection connection, List<Integer> shards) throws SQLException {
		int entries = 0;
		int page;
		String last = "";
		do {
			page = 0;
			Map<Integer, Map<RobotId, Long>> byShard = new HashMap<>();
			try (PreparedStatement query = connection.prepareStatement("""
					SELECT robot_id, (EXTRACT(epoch FROM lease_until) * 1000)::bigint AS until_ms
					FROM robot_liveness
					WHERE robot_id > ?
					  AND alive
					ORDER BY robot_id
					LIMIT ?""")) {
				query.setString(1, last);
				query.setInt(2, PAGE);
				try (ResultSet rows = query.executeQuery()) {
					while (rows.next()) {
						page++;
						RobotId id = new RobotId(rows.getString("robot_id"));
						last = id.value();
						byShard.computeIfAbsent(LeaseStore.shardOf(id), shard -> new HashMap<>())
							.put(id, rows.getLong("until_ms"));
					}
				}
			}
			byShard.keySet().retainAll(shards);
			for (Map.Entry<Integer, Map<RobotId, Long>> shard : byShard.entrySet()) {
				this.store.put(shard.getKey(), shard.getValue());
				entries += shard.getValue().size();
			}
		}
		while (page == PAGE);
		return entries;
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

}
