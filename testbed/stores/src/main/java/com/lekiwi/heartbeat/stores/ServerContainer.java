package com.lekiwi.heartbeat.stores;

import java.util.OptionalLong;

import org.testcontainers.containers.GenericContainer;

/**
 * Stops and starts a container in place. Testcontainers itself only starts new ones,
 * which would lose the data; the port on the host is bound, as a chosen one would change.
 */
final class ServerContainer implements AutoCloseable {

	private static final int STOP_DEADLINE_S = 30;

	private final GenericContainer<?> container;

	private final int port;

	private boolean running;

	ServerContainer(GenericContainer<?> container, int wantedPort, int innerPort) {
		this.container = container;
		this.port = Ports.choose(wantedPort);
		container.getPortBindings().add("127.0.0.1:" + this.port + ":" + innerPort);
	}

	String host() {
		return this.container.getHost();
	}

	int port() {
		return this.port;
	}

	boolean isRunning() {
		return this.running;
	}

	void start() {
		if (this.running) {
			return;
		}
		if (this.container.getContainerId() == null) {
			this.container.start();
		}
		else {
			this.container.getDockerClient().startContainerCmd(this.container.getContainerId()).exec();
		}
		this.running = true;
	}

	void stop() {
		if (this.running) {
			this.running = false;
			this.container.getDockerClient()
				.stopContainerCmd(this.container.getContainerId())
				.withTimeout(STOP_DEADLINE_S)
				.exec();
		}
	}

	void kill() {
		if (this.running) {
			this.running = false;
			this.container.getDockerClient().killContainerCmd(this.container.getContainerId()).exec();
		}
	}

	/**
	 * No number: inside a container, or behind a virtual machine, it is none of ours.
	 * @return nothing
	 */
	OptionalLong pid() {
		return OptionalLong.empty();
	}

	@Override
	public void close() {
		this.running = false;
		this.container.close();
	}

}
