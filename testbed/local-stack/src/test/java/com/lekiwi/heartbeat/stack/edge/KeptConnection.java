package com.lekiwi.heartbeat.stack.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client's connection that is kept, as a robot keeps one; several requests may be under
 * way.
 */
final class KeptConnection implements AutoCloseable {

	private static final int TIMEOUT_MS = 20_000;

	record Answer(int status, Map<String, String> headers, String body) {

		/** Who answered. */
		String system() {
			return this.headers.getOrDefault("x-heartbeat-system", "nobody");
		}

	}

	private final Socket socket;

	private final BufferedReader reader;

	KeptConnection(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(TIMEOUT_MS);
		this.reader = new BufferedReader(
				new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
	}

	static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\nHost: edge\r\n\r\n";
	}

	static String beat(String robot, String body) {
		return "POST /heartbeat HTTP/1.1\r\nHost: edge\r\nX-Robot-Id: " + robot + "\r\nContent-Length: " + body.length()
				+ "\r\n\r\n" + body;
	}

	Answer exchange(String request) throws IOException {
		return exchange(List.of(request)).getFirst();
	}

	/** Sends all before the first answer is read. */
	List<Answer> exchange(List<String> requests) throws IOException {
		this.socket.getOutputStream().write(String.join("", requests).getBytes(StandardCharsets.ISO_8859_1));
		List<Answer> answers = new ArrayList<>();
		while (answers.size() < requests.size()) {
			answers.add(read());
		}
		return answers;
	}

	private Answer read() throws IOException {
		String line = this.reader.readLine();
		if (line == null) {
			throw new SocketException("closed before the answer");
		}
		Map<String, String> headers = RecordingService.headers(this.reader);
		return new Answer(Integer.parseInt(line.split(" ", -1)[1]), headers,
				RecordingService.body(this.reader, headers));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
