package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.stores.RedisStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Listens to what state-manager publishes, as websocket-monitor does, and notes when each
 * robot was first told to be offline.
 */
final class OfflineArrivals implements AutoCloseable {

	/** Messages without it hold nothing but beats, and are not read any further. */
	private static final String GONE = "\"alive\":false";

	private final Map<String, Instant> arrivals = new ConcurrentHashMap<>();

	private final Clock clock;

	private final RedisClient client;

	private volatile boolean open = true;

	private OfflineArrivals(RedisClient client, Clock clock) {
		this.client = client;
		this.clock = clock;
	}

	static OfflineArrivals listen(RedisStore redis, Clock clock) {
		RedisClient client = RedisClient.create(RedisURI.create(redis.host(), redis.port()));
		OfflineArrivals arrivals = new OfflineArrivals(client, clock);
		try {
			var connection = client.connectPubSub();
			connection.addListener(new RedisPubSubAdapter<String, String>() {
				@Override
				public void message(String channel, String message) {
					arrivals.note(message);
				}
			});
			connection.sync().subscribe(FleetUpdate.CHANNEL);
			return arrivals;
		}
		catch (RuntimeException ex) {
			arrivals.close();
			throw ex;
		}
	}

	private void note(String message) {
		if (!message.contains(GONE)) {
			return;
		}
		Instant now = this.clock.instant();
		for (JsonNode robot : JsonMapper.shared().readTree(message).path("robots")) {
			if (!robot.path("alive").asBoolean(true)) {
				this.arrivals.putIfAbsent(robot.get("id").asString(), now);
			}
		}
	}

	/** When a robot was told to be offline. */
	@Nullable Instant of(String id) {
		return this.arrivals.get(id);
	}

	/** Whether it still listens. */
	boolean isOpen() {
		return this.open;
	}

	@Override
	public void close() {
		this.open = false;
		this.client.shutdown();
	}

}
