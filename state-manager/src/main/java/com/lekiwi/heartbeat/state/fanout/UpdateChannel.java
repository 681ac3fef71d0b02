package com.lekiwi.heartbeat.state.fanout;

import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;

/** The Redis channel on which updates go out. */
@Component
class UpdateChannel {

	private static final byte[] CHANNEL = FleetUpdate.CHANNEL.getBytes(StandardCharsets.US_ASCII);

	private final RedisConnectionFactory redis;

	private final JsonMapper json;

	UpdateChannel(RedisConnectionFactory redis, JsonMapper json) {
		this.redis = redis;
		this.json = json;
	}

	/**
	 * Publishes an update.
	 * @param update what changed
	 * @throws org.springframework.dao.DataAccessException if Redis is away
	 */
	void send(FleetUpdate update) {
		byte[] message = this.json.writeValueAsBytes(update);
		try (RedisConnection connection = this.redis.getConnection()) {
			connection.commands().publish(CHANNEL, message);
		}
	}

}
