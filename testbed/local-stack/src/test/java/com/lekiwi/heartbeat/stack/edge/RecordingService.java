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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A service behind nginx, on bare sockets: keeps what it was asked, answers with its own
 * name, and answers an upgrade by echoing bytes. It can be made slow, or to answer
 * nothing at all.
 */
final class RecordingService implements AutoCloseable {

	record Request(String line, Map<String, String> headers, String body) {
	}

	private static final int BACKLOG = 1024;

	private final String name;

	private final ServerSocket server;

	private final List<Request> requests = new ArrayList<>();

	/** Connections, and who serves them. */
	private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();

	private final Thread acceptor;

	private volatile String status = "200 OK";

	private volatile Duration delay = Duration.ZERO;

	private volatile CountDownLatch frozen = new CountDownLatch(0);

	RecordingService(String name, int port) throws IOException {
		this.name = name;
		this.server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
		this.acceptor = Thread.ofVirtual().name(name).start(this::accept);
	}

	void answerWith(String statusLine) {
		this.status = statusLine;
	}

	/** Each answer comes this much later. */
	void answerAfter(Duration time) {
		this.delay = time;
	}

	/** Requests are taken, and not answered. */
	void freeze() {
		this.frozen = new CountDownLatch(1);
	}

	void thaw() {
		this.frozen.countDown();
	}

	List<Request> requests() {
		synchronized (this.requests) {
			return List.copyOf(this.requests);
		}
	}

	/** What came in with a heartbeat of this body. */
	List<Request> requestsWith(String body) {
		return requests().stream().filter((request) -> request.body().equals(body)).toList();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				Thread thread = Thread.ofVirtual().name(this.name + "-connection").unstarted(() -> serve(socket));
				this.connections.put(socket, thread);
				thread.start();
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
				String body = body(reader, headers);
				synchronized (this.requests) {
					this.requests.add(new Request(line, headers, body));
				}
				if (headers.getOrDefault("upgrade", "").equals("websocket")) {
					write(output,
							"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
					write(output, "echo " + reader.readLine() + "\n");
					return;
				}
				this.frozen.await();
				if (!this.delay.isZero()) {
					new CountDownLatch(1).await(this.delay.toMillis(), TimeUnit.MILLISECONDS);
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
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.connections.remove(socket);
		}
	}

	static String body(BufferedReader reader, Map<String, String> headers) throws IOException {
		char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
		for (int read = 0; read < body.length;) {
			int more = reader.read(body, read, body.length - read);
			if (more < 0) {
				throw new SocketException("closed in the middle of a body");
			}
			read += more;
		}
		return new String(body);
	}

	static Map<String, String> headers(BufferedReader reader) throws IOException {
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

	/**
	 * As when the process is killed: afterwards nothing answers, and the port is free.
	 */
	@Override
	public void close() throws IOException {
		this.server.close();
		// A socket that a thread waits on is closed by that thread.
		join(this.acceptor);
		List<Thread> serving = List.copyOf(this.connections.values());
		for (Socket connection : this.connections.keySet()) {
			connection.close();
		}
		thaw();
		serving.forEach(RecordingService::join);
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
