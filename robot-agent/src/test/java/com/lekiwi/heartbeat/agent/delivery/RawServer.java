package com.lekiwi.heartbeat.agent.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server that does what a well-behaved one does not. */
final class RawServer implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger connections = new AtomicInteger();

	private final Behaviour behaviour;

	private RawServer(Behaviour behaviour) throws IOException {
		this.behaviour = behaviour;
		Thread.ofVirtual().name("raw-server").start(this::accept);
	}

	/** What happens after a request has begun to come in. */
	private interface Behaviour {

		void answer(OutputStream output) throws IOException;

	}

	/** A byte of an endless header at a time, each soon enough. */
	static RawServer dripping() throws IOException {
		return new RawServer((output) -> {
			write(output, "HTTP/1.1 204 No Content\r\nX-Endless: ");
			while (true) {
				write(output, "a");
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
			}
		});
	}

	/** Says that the connection stays open, and closes it. */
	static RawServer closingAfterEachAnswer() throws IOException {
		return new RawServer((output) -> write(output, "HTTP/1.1 204 No Content\r\n\r\n"));
	}

	int port() {
		return this.server.getLocalPort();
	}

	int connections() {
		return this.connections.get();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.open.add(socket);
				this.connections.incrementAndGet();
				Thread.ofVirtual().name("raw-connection").start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed: the test is over.
		}
	}

	private void serve(Socket socket) {
		try (socket; InputStream input = socket.getInputStream(); OutputStream output = socket.getOutputStream()) {
			if (input.read(new byte[16_384]) > 0) {
				this.behaviour.answer(output);
			}
		}
		catch (IOException ex) {
			// The agent hung up, as it should.
		}
		finally {
			this.open.remove(socket);
		}
	}

	private static void write(OutputStream output, String text) throws IOException {
		output.write(text.getBytes(StandardCharsets.ISO_8859_1));
		output.flush();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.open) {
			socket.close();
		}
	}

}
