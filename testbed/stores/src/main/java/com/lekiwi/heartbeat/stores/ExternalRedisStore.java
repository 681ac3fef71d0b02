package com.lekiwi.heartbeat.stores;

import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;

/** A Redis server that runs already, named by {@code HEARTBEAT_REDIS_URL}. */
final class ExternalRedisStore implements RedisStore {

	private static final int DEFAULT_PORT = 6379;

	private final URI address;

	private ExternalRedisStore(URI address) {
		if (!"redis".equals(address.getScheme()) || address.getHost() == null) {
			throw new IllegalArgumentException("HEARTBEAT_REDIS_URL must look like redis://host:port");
		}
		this.address = address;
	}

	static ExternalRedisStore from(Map<String, String> environment) {
		return new ExternalRedisStore(URI.create(ExternalServer.required(environment, "HEARTBEAT_REDIS_URL")));
	}

	@Override
	public String host() {
		return this.address.getHost();
	}

	@Override
	public int port() {
		return (this.address.getPort() > 0) ? this.address.getPort() : DEFAULT_PORT;
	}

	@Override
	public void start() {
		throw ExternalServer.notOurs("Redis");
	}

	@Override
	public void stop() {
		throw ExternalServer.notOurs("Redis");
	}

	@Override
	public void kill() {
		throw ExternalServer.notOurs("Redis");
	}

	@Override
	public OptionalLong pid() {
		return OptionalLong.empty();
	}

	@Override
	public void close() {
		// It is not ours.
	}

}
