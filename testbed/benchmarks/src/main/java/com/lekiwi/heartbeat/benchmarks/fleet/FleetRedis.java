package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.benchmarks.process.ProcessStat;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.stores.RedisStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;

/** A size's Redis: looked at, emptied, and taken away at last. */
final class FleetRedis implements AutoCloseable {

	/** As state-manager has them; see its {@code LeaseStore}. */
	private static final int SHARDS = 4;

	private static final Pattern USED_MEMORY = Pattern.compile("used_memory:(\\d+)");

	private final BenchmarkRun run;

	private final RedisStore store;

	private final RedisClient client;

	private final RedisCommands<String, String> commands;

	private boolean away;

	private FleetRedis(BenchmarkRun run, RedisStore store) {
		this.run = run;
		this.store = store;
		this.client = RedisClient.create(RedisURI.create(store.host(), store.port()));
		this.commands = this.client.connect().sync();
	}

	static FleetRedis start(BenchmarkRun run) {
		RedisStore store = DurablePostgres.redis(run);
		return run.resources().open(() -> new FleetRedis(run, store));
	}

	RedisStore store() {
		return this.store;
	}

	/** Processor time in seconds; 0 while it is away. */
	double cpuSeconds() {
		return this.away ? 0 : ProcessStat.cpuSeconds(this.store.pid().orElseThrow());
	}

	/** What it says of itself; nothing while it is away. */
	String info(String section) {
		return this.away ? "" : this.commands.info(section);
	}

	long usedMemory() {
		Matcher found = USED_MEMORY.matcher(info("memory"));
		if (!found.find()) {
			throw new BenchmarkException("Redis does not say how much memory it uses");
		}
		return Long.parseLong(found.group(1));
	}

	/**
	 * Removes everything, and waits until the index of leases is whole again.
	 * @return how long that took
	 */
	Duration flushAndAwaitLeases() {
		long flushed = System.nanoTime();
		this.commands.flushall();
		awaitLeases();
		return Duration.ofNanos(System.nanoTime() - flushed);
	}

	/** Waits until each shard of the index says that it has lost nothing. */
	void awaitLeases() {
		Waiting.until("the index of leases to be whole", this::isWhole);
	}

	private boolean isWhole() {
		for (int shard = 0; shard < SHARDS; shard++) {
			if (this.commands.exists("leases:{" + shard + "}:epoch") == 0) {
				return false;
			}
		}
		return true;
	}

	/** Ends it for good. */
	void takeAway() {
		this.away = true;
		this.run.resources().close(this);
		this.run.resources().close(this.store);
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

}
