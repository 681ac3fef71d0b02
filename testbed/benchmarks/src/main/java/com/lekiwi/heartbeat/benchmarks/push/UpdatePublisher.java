package com.lekiwi.heartbeat.benchmarks.push;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.lekiwi.heartbeat.benchmarks.fleet.Fleet;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.stores.RedisStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * Publishes changes on Redis as state-manager does, one in a message, at an even rate.
 */
final class UpdatePublisher implements AutoCloseable {

	private final RedisClient client;

	private final RedisAsyncCommands<String, String> redis;

	private final Clock clock;

	private final Thread thread = Thread.ofPlatform().daemon().name("publisher").unstarted(this::run);

	private volatile double perSecond;

	private volatile boolean running = true;

	private final AtomicLong published = new AtomicLong();

	private UpdatePublisher(RedisClient client, Clock clock) {
		this.client = client;
		this.redis = client.connect().async();
		this.clock = clock;
	}

	static UpdatePublisher start(RedisStore redis, Clock clock) {
		UpdatePublisher publisher = new UpdatePublisher(RedisClient.create(RedisURI.create(redis.host(), redis.port())),
				clock);
		publisher.thread.start();
		return publisher;
	}

	/** How many a second from now on; 0 for none. */
	void rate(double changesPerSecond) {
		this.perSecond = changesPerSecond;
		LockSupport.unpark(this.thread);
	}

	/** How many so far. */
	long published() {
		return this.published.get();
	}

	private void run() {
		long due = System.nanoTime();
		while (this.running) {
			double rate = this.perSecond;
			if (rate <= 0) {
				LockSupport.parkNanos(this, 10_000_000);
				due = System.nanoTime();
				continue;
			}
			long left = due - System.nanoTime();
			if (left > 0) {
				LockSupport.parkNanos(this, left);
				continue;
			}
			publish(this.published.getAndIncrement());
			due += (long) (1e9 / rate);
		}
	}

	/** Nobody waits for Redis to say how many heard it. */
	@SuppressWarnings("FutureReturnValueIgnored")
	private void publish(long number) {
		Instant now = this.clock.instant();
		int robot = (int) (number % PushSettings.CHANGING_ROBOTS);
		this.redis.publish(FleetUpdate.CHANNEL, String.format(Locale.ROOT, """
				{"published_at":"%1$s","robots":[],"beats":[{"id":"%2$s","beat":{"boot_id":"bench-%2$s","seq":%3$d,\
				"received_at":"%1$s","interval_s":300,"reported":"ok","battery":{"percent":81.5,"voltage":12.1},\
				"resources":{"cpu":0.31,"memory":0.42,"disk":0.55,"temperature_c":51.0}}}]}""", now, Fleet.id(robot),
				number + 1));
	}

	@Override
	public void close() {
		this.running = false;
		this.client.shutdown();
	}

}
