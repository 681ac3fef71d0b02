package com.lekiwi.heartbeat.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** Finds free ports on the loopback address. */
public final class FreePorts {

	private FreePorts() {
	}

	/**
	 * Finds a port that is free now. Another process may take it before it is used: the
	 * server's start then fails and says so.
	 * @return a TCP port
	 */
	public static int any() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new BenchmarkException("no free port on the loopback address", ex);
		}
	}

}
