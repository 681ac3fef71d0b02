package com.lekiwi.heartbeat.benchmarks.push;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;

/**
 * Many clients of one server, all on one thread: four times a second it reads whatever
 * has come. So a client that got two messages meanwhile costs one reading: reading takes
 * the same processors as sending, and is not what is measured. They answer pings, as
 * every browser does.
 */
final class Crowd implements AutoCloseable {

	/** Clients that come together, and are welcome before others come. */
	private static final int BATCH = 250;

	private static final Duration WELCOME = Duration.ofSeconds(60);

	private static final String HANDSHAKE = """
			GET /ws HTTP/1.1\r
			Host: 127.0.0.1\r
			Upgrade: websocket\r
			Connection: Upgrade\r
			Sec-WebSocket-Version: 13\r
			Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
			\r
			""";

	/** Masked with zeros, and empty. */
	private static final ByteBuffer PONG = ByteBuffer.wrap(new byte[] { (byte) 0x8A, (byte) 0x80, 0, 0, 0, 0 });

	private static final Duration PAUSE = Duration.ofMillis(250);

	private static final int BUFFER = 256 * 1024;

	private final Dialect dialect;

	private final int port;

	private final CrowdCount count = new CrowdCount();

	private final Selector selector;

	private final Thread thread;

	private volatile boolean running = true;

	private Crowd(Dialect dialect, int port, Selector selector) {
		this.dialect = dialect;
		this.port = port;
		this.selector = selector;
		this.thread = Thread.ofPlatform().daemon().name("crowd").unstarted(this::run);
	}

	/**
	 * Connects clients, until all of them are welcome.
	 * @throws BenchmarkException if one is not
	 */
	static Crowd connect(BenchmarkRun run, Dialect dialect, int port, int clients) {
		try {
			Selector selector = Selector.open();
			Crowd crowd = run.resources().open(() -> new Crowd(dialect, port, selector));
			crowd.thread.start();
			for (int here = 0; here < clients; here += BATCH) {
				crowd.join(Math.min(BATCH, clients - here));
			}
			return crowd;
		}
		catch (IOException ex) {
			throw new BenchmarkException("a client cannot connect: " + ex.getMessage(), ex);
		}
	}

	CrowdCount count() {
		return this.count;
	}

	private void join(int clients) throws IOException {
		long before = this.count.welcomes();
		for (int i = 0; i < clients; i++) {
			joinOne();
		}
		long deadline = System.nanoTime() + WELCOME.toNanos();
		while (this.count.welcomes() < before + clients) {
			if (System.nanoTime() > deadline || this.count.losses() > 0) {
				throw new BenchmarkException("of " + (before + clients) + " clients only " + this.count.welcomes()
						+ " were served, " + this.count.losses() + " were hung up on");
			}
			Waiting.forSome(Duration.ofMillis(1));
		}
	}

	private void joinOne() throws IOException {
		SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
		channel.write(ByteBuffer.wrap(HANDSHAKE.getBytes(StandardCharsets.US_ASCII)));
		CrowdMember member = new CrowdMember(this.dialect, this.count);
		ByteBuffer one = ByteBuffer.allocate(1);
		while (!member.isAnswered()) {
			if (channel.read(one.clear()) < 0) {
				throw new BenchmarkException("a client was turned away");
			}
			member.take(one.flip());
		}
		for (String greeting : this.dialect.greetings()) {
			channel.write(frame(greeting));
		}
		channel.configureBlocking(false);
		channel.register(this.selector, SelectionKey.OP_READ, member);
	}

	/** A text, masked with zeros. */
	private static ByteBuffer frame(String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(6 + body.length)
			.put((byte) 0x81)
			.put((byte) (0x80 | body.length))
			.putInt(0)
			.put(body)
			.flip();
	}

	private void run() {
		ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
		while (this.running) {
			try {
				readAll(buffer);
			}
			catch (IOException ex) {
				// No client is read any more: the counts say so.
				this.running = false;
			}
			Waiting.forSome(PAUSE);
		}
	}

	/** A selector tells of a thousand at a time. */
	private void readAll(ByteBuffer buffer) throws IOException {
		int some;
		do {
			some = this.selector.selectNow(key -> read(key, buffer));
		}
		while (some > 0);
	}

	private void read(SelectionKey key, ByteBuffer buffer) {
		CrowdMember member = (CrowdMember) key.attachment();
		try {
			int read = ((SocketChannel) key.channel()).read(buffer.clear());
			if (read > 0) {
				member.take(buffer.flip());
			}
			if (member.takePing()) {
				((SocketChannel) key.channel()).write(PONG.duplicate());
			}
			if (read < 0 || member.isClosed()) {
				lose(key);
			}
		}
		catch (IOException ex) {
			// Hung up on: counted.
			lose(key);
		}
	}

	private void lose(SelectionKey key) {
		this.count.lost();
		key.cancel();
		try {
			key.channel().close();
		}
		catch (IOException ex) {
			// It is closed as far as this side is concerned.
		}
	}

	@Override
	public void close() throws IOException {
		this.running = false;
		try {
			this.thread.join(2_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		for (SelectionKey key : List.copyOf(this.selector.keys())) {
			key.channel().close();
		}
		this.selector.close();
	}

}
