package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A connection that somebody opened. Whoever holds it for too long is hung up on: every
 * method throws then.
 */
final class Visit {

	private static final int LONGEST_HEAD = 8 * 1024;

	private final Socket socket;

	private final InputStream in;

	private final Traffic traffic;

	Visit(Socket socket, Traffic traffic) throws IOException {
		this.socket = socket;
		this.in = new BufferedInputStream(socket.getInputStream());
		this.traffic = traffic;
	}

	/**
	 * Waits for a request, and reads its head.
	 * @return the request; null when the visitor went before, or said something else
	 */
	@Nullable Request awaitRequest() throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.length() < LONGEST_HEAD) {
			int next = this.in.read();
			if (next < 0) {
				return null;
			}
			head.append((char) next);
			if (next == '\n' && head.toString().endsWith("\r\n\r\n")) {
				this.traffic.asked();
				return Request.of(head.toString());
			}
		}
		return null;
	}

	/**
	 * Lets time pass.
	 * @return whether the visitor is still there
	 */
	boolean pause(Duration time) throws IOException {
		long end = System.nanoTime() + time.toNanos();
		for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
			this.socket.setSoTimeout(Math.toIntExact(left));
			try {
				if (this.in.read() < 0) {
					return false;
				}
			}
			catch (SocketTimeoutException ex) {
				// Nothing was said, and nobody went.
			}
		}
		this.socket.setSoTimeout(0);
		return true;
	}

	/** Says nothing until the visitor goes. */
	void awaitEnd() throws IOException {
		this.in.transferTo(OutputStream.nullOutputStream());
	}

	void say(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
	}

	void say(String text) throws IOException {
		say(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * What was asked for.
	 *
	 * @param method the method
	 * @param path the path, without what follows a question mark
	 */
	record Request(String method, String path) {

		static @Nullable Request of(String head) {
			String[] line = head.lines().findFirst().orElse("").split(" ", -1);
			return (line.length == 3) ? new Request(line[0], line[1].split("\\?", 2)[0]) : null;
		}

	}

}
