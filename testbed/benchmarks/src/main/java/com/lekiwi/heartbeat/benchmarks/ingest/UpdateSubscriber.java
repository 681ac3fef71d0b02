package com.lekiwi.heartbeat.benchmarks.ingest;

import java.util.concurrent.atomic.LongAdder;

import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.stores.RedisStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;

/**
 * Listens to what state-manager publishes, as websocket-monitor does, so that the fan-out
 * is paid for. Messages are taken whole and counted, not read.
 */
final class UpdateSubscriber implements AutoCloseable {

	private final LongAdder messages = new LongAdder();

	private final RedisClient client;

	private UpdateSubscriber(RedisClient client) {
		this.client = client;
	}

	static UpdateSubscriber connect(RedisStore redis) {
		RedisClient client = RedisClient.create(RedisURI.create(redis.host(), redis.port()));
		UpdateSubscriber subscriber = new UpdateSubscriber(client);
		try {
			var connection = client.connectPubSub();
			connection.addListener(new RedisPubSubAdapter<String, String>() {
				@Override
				public void message(String channel, String message) {
					subscriber.messages.increment();
				}
			});
			connection.sync().subscribe(FleetUpdate.CHANNEL);
			return subscriber;
		}
		catch (RuntimeException ex) {
			subscriber.close();
			throw ex;
		}
	}

	/** How many messages arrived so far. */
	long messages() {
		return this.messages.sum();
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

}
