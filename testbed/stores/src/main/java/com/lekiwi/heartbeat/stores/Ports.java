package com.lekiwi.heartbeat.stores;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds free ports on the loopback address. */
final class Ports {

	private static final int HIGHEST = 65535;

	private static final int ATTEMPTS = 100;

	private Ports() {
	}

	/**
	 * Takes the wanted port, or any that is free now. Another process may take a free one
	 * before it is used: the server's start then fails and says so.
	 * @param wanted a port, or 0 for any
	 * @return a port
	 */
	static int choose(int wanted) {
		if (wanted != 0) {
			return wanted;
		}
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new StoreException("No free port on the loopback address", ex);
		}
	}

	/**
	 * Finds a free port whose companion, so many higher, is free as well.
	 * @param distance from the one to the other
	 * @return the lower port
	 */
	static int choosePair(int distance) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int port = choose(0);
			if (port + distance <= HIGHEST) {
				try {
					requireFree(port + distance);
					return port;
				}
				catch (StoreException ex) {
					// Another pair, then.
				}
			}
		}
		throw new StoreException("No two free ports, one " + distance + " higher than the other", null);
	}

	/**
	 * Makes sure that nobody listens on a port.
	 * @param port the port
	 * @throws StoreException if somebody does
	 */
	static void requireFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new StoreException("Port " + port + " is in use", ex);
		}
	}

}
