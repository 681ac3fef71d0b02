package com.lekiwi.heartbeat.adapter.forward;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import com.lekiwi.heartbeat.adapter.fixture.Adapter;
import com.lekiwi.heartbeat.adapter.legacy.LegacyClient;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.jdbc.core.JdbcTemplate;

/** The forwarding of one replica, which looks when it is told to. */
public final class ForwardReplica implements AutoCloseable {

	final ForwardMemory memory;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final LegacyClient legacy;

	private final BeatTeller teller;

	private final ForwardLoop loop;

	public ForwardReplica(JdbcTemplate database, URI legacy, String... settings) {
		AdapterSettings all = Adapter.settings(legacy, URI.create("http://127.0.0.1:1"), settings);
		this.legacy = new LegacyClient(all, Clock.systemUTC());
		this.memory = new ForwardMemory(database, all);
		ForwardMetrics metrics = new ForwardMetrics(this.meters);
		this.teller = new BeatTeller(this.legacy, this.memory, metrics, all);
		this.loop = new ForwardLoop(new ForwardLease(database, all), new DueBeats(database, all), this.teller, metrics,
				all);
	}

	public Duration look() throws InterruptedException {
		return this.loop.look();
	}

	public void start() {
		this.loop.start();
	}

	public void stop() {
		this.loop.stop();
	}

	double beats(String outcome) {
		return this.meters.get("migration.forward.beats").tag("outcome", outcome).counter().count();
	}

	double gauge(String name) {
		return this.meters.get(name).gauge().value();
	}

	@Override
	public void close() {
		stop();
		this.teller.close();
		this.legacy.close();
	}

}
