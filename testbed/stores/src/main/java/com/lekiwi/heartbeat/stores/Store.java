package com.lekiwi.heartbeat.stores;

import java.util.OptionalLong;

/**
 * A server that can be stopped and started under load, on the same port and with the same
 * data. Methods are not safe for use by several threads at once.
 */
public sealed interface Store extends AutoCloseable permits PostgresStore, RedisStore {

	/**
	 * The address it listens on.
	 * @return a host name or an IP address
	 */
	String host();

	/**
	 * The port it listens on, the same for as long as this object lives.
	 * @return a TCP port
	 */
	int port();

	/**
	 * Starts the server and waits until it answers; nothing happens when it runs.
	 * @throws StoreException if it does not answer in time; nothing is left running
	 * @throws UnsupportedOperationException if the server is not ours to start
	 */
	void start();

	/**
	 * Stops the server in good order, as an administrator would; nothing happens when it
	 * is stopped.
	 * @throws UnsupportedOperationException if the server is not ours to stop
	 */
	void stop();

	/**
	 * Ends the server as {@code kill -9} or a power cut would.
	 * @throws UnsupportedOperationException if the server is not ours to end
	 */
	void kill();

	/**
	 * The operating system's number for the server, where it is a process of this machine
	 * that runs.
	 * @return the process id
	 */
	OptionalLong pid();

	/**
	 * Stops the server where it is ours, and removes its data where they are temporary.
	 */
	@Override
	void close();

}
