package com.lekiwi.heartbeat.stores;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Speaks as much of the Redis protocol as is needed to see that a server is well: inline
 * commands, and answers that are a line or a flat list of texts.
 */
final class RedisConnection implements AutoCloseable {

	private static final int TIMEOUT_MS = 2_000;

	private final Socket socket;

	private final BufferedReader reader;

	RedisConnection(String host, int port) {
		this.socket = new Socket();
		try {
			this.socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
			this.socket.setSoTimeout(TIMEOUT_MS);
			this.reader = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			close();
			throw new StoreException("Redis does not answer on port " + port, ex);
		}
	}

	/**
	 * Sends a command and reads its answer.
	 * @param command words separated by spaces
	 * @return a list's texts, or one line
	 * @throws StoreException if Redis answers with an error, or not at all
	 */
	List<String> call(String command) {
		try {
			this.socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
			String line = line();
			if (line.startsWith("-")) {
				throw new StoreException("Redis refuses " + command + ": " + line, null);
			}
			if (!line.startsWith("*")) {
				return List.of(line.startsWith("$") ? line() : line.substring(1));
			}
			List<String> texts = new ArrayList<>();
			for (int left = Integer.parseInt(line.substring(1)); left > 0; left--) {
				// Each text follows a line with its length.
				line();
				texts.add(line());
			}
			return texts;
		}
		catch (IOException ex) {
			throw new StoreException("Redis does not answer to " + command, ex);
		}
	}

	private String line() throws IOException {
		String line = this.reader.readLine();
		if (line == null) {
			throw new IOException("the connection was closed");
		}
		return line;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new StoreException("The connection to Redis does not close", ex);
		}
	}

}
