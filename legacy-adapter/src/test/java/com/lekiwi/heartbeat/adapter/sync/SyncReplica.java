package com.lekiwi.heartbeat.adapter.sync;

import java.net.URI;
import java.time.Clock;
import java.util.List;

import com.lekiwi.heartbeat.adapter.fixture.Adapter;
import com.lekiwi.heartbeat.adapter.forward.ForwardMemory;
import com.lekiwi.heartbeat.adapter.legacy.LegacyClient;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.jdbc.core.JdbcTemplate;

/** The sync of one replica, which makes a step when it is told to. */
final class SyncReplica implements AutoCloseable {

	final SyncRuns runs;

	final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final LegacyClient legacy;

	private final SightingClient sightings;

	private final FleetSync sync;

	private final SyncLoop loop;

	SyncReplica(JdbcTemplate database, URI legacy, URI stateManager, String... settings) {
		AdapterSettings all = Adapter.settings(legacy, stateManager, settings);
		this.runs = new SyncRuns(database, all);
		this.legacy = new LegacyClient(all, Clock.systemUTC());
		this.sightings = new SightingClient(all);
		SyncMetrics metrics = new SyncMetrics(this.meters, Clock.systemUTC());
		this.sync = new FleetSync(this.legacy, new KnownRobots(database), new ForwardMemory(database, all),
				this.sightings, this.runs, metrics, all, Clock.systemUTC());
		this.loop = new SyncLoop(this.sync, this.runs, metrics, all);
	}

	/** Makes a run of one's own; the pause since the last one is over. */
	SyncRun run(JdbcTemplate database) throws InterruptedException {
		database.update("UPDATE sync_runs SET next_at = NULL");
		if (!this.sync.step()) {
			throw new AssertionError("no run was made");
		}
		return last();
	}

	boolean step() throws InterruptedException {
		return this.sync.step();
	}

	SyncRun last() {
		List<SyncRun> newest = this.runs.page(Long.MAX_VALUE, 1);
		return newest.getFirst();
	}

	double robots(String outcome) {
		var counter = this.meters.find("migration.sync.robots").tag("outcome", outcome).counter();
		return (counter != null) ? counter.count() : 0;
	}

	SyncLoop loop() {
		return this.loop;
	}

	@Override
	public void close() {
		this.loop.stop();
		this.legacy.close();
		this.sightings.close();
	}

}
