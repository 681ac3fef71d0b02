package com.lekiwi.heartbeat.state.export;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A reader of an export that takes the beginning, and then nothing until it is asked to.
 */
final class StalledReader implements AutoCloseable {

	private static final int WINDOW = 4_096;

	private final Socket socket = new Socket();

	private final InputStream in;

	StalledReader(int port, String query) throws IOException {
		this.socket.setReceiveBufferSize(WINDOW);
		this.socket.setSoTimeout(30_000);
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.socket.getOutputStream()
			.write("GET /api/v2/robots/export?%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
				.formatted(query)
				.getBytes(StandardCharsets.US_ASCII));
		this.in = this.socket.getInputStream();
	}

	/** The first line of the answer. */
	String status() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.in.read(); next >= 0 && next != '\r'; next = this.in.read()) {
			line.append((char) next);
		}
		return line.toString();
	}

	/** Whatever is still to come. */
	String rest() {
		StringBuilder text = new StringBuilder();
		byte[] some = new byte[65_536];
		try {
			for (int read = this.in.read(some); read >= 0; read = this.in.read(some)) {
				text.append(new String(some, 0, read, StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			text.append("broken");
		}
		return text.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
