package com.lekiwi.heartbeat.stack.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A service behind nginx, on bare sockets: keeps what it was asked, answers with its own
 * name, and answers an upgrade by echoing bytes.
 */
final class RecordingService implements AutoCloseable {

	record Request(String line, Map<String, String> headers) {
	}

	private final String name;

	private final ServerSocket server;

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private volatile String status = "200 OK";

	private volatile boolean silent;

	RecordingService(String name, int port) throws IOException {
		this.name = name;
		this.server = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().name(name).start(this::accept);
	}

	void answerWith(String statusLine) {
		this.status = statusLine;
	}

	/** Takes connections and requests from now on, and never answers. */
	void fallSilent() {
		this.silent = true;
	}

	List<Request> requests() {
		return this.requests;
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				Thread.ofVirtual().name(this.name + "-connection").start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed: the test is over.
		}
	}

	private void serve(Socket socket) {
		try (socket;
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
				OutputStream output = socket.getOutputStream()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				Map<String, String> headers = headers(reader);
				this.requests.add(new Request(line, headers));
				if (headers.getOrDefault("upgrade", "").equals("websocket")) {
					write(output,
							"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
					write(output, "echo " + reader.readLine() + "\n");
					return;
				}
				for (int left = Integer.parseInt(headers.getOrDefault("content-length", "0")); left > 0; left--) {
					reader.read();
				}
				if (this.silent) {
					// Until nginx has waited enough.
					reader.read();
					return;
				}
				write(output, "HTTP/1.1 " + this.status + "\r\nContent-Length: " + this.name.length()
						+ "\r\nServer: secret/1.0\r\n\r\n" + this.name);
			}
		}
		catch (SocketException ex) {
			// nginx closed its side.
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> headers(BufferedReader reader) throws IOException {
		Map<String, String> headers = new TreeMap<>();
		for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
		}
		return headers;
	}

	private static void write(OutputStream output, String text) throws IOException {
		output.write(text.getBytes(StandardCharsets.ISO_8859_1));
		output.flush();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
