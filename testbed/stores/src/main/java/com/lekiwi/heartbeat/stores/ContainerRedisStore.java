package com.lekiwi.heartbeat.stores;

import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A Redis server in a container. */
final class ContainerRedisStore implements RedisStore {

	private static final DockerImageName IMAGE = DockerImageName.parse("redis:7-alpine");

	private static final int INNER_PORT = 6379;

	private final ServerContainer container;

	// The container is closed with the store that owns it.
	@SuppressWarnings("resource")
	ContainerRedisStore(RedisSettings settings) {
		GenericContainer<?> server = new GenericContainer<>(IMAGE).withExposedPorts(INNER_PORT)
			.withCommand("redis-server "
					+ RedisServerSettings.cache().stream().map((line) -> "--" + line).collect(Collectors.joining(" ")));
		this.container = new ServerContainer(server, settings.port(), INNER_PORT);
	}

	@Override
	public void start() {
		this.container.start();
	}

	@Override
	public void stop() {
		this.container.stop();
	}

	@Override
	public void kill() {
		this.container.kill();
	}

	@Override
	public OptionalLong pid() {
		return this.container.pid();
	}

	@Override
	public String host() {
		return this.container.host();
	}

	@Override
	public int port() {
		return this.container.port();
	}

	@Override
	public void close() {
		this.container.close();
	}

}
