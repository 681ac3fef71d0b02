package com.lekiwi.heartbeat.adapter.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes batches of keyed beats as state-manager does, writes them plainly, and can be
 * made to fail in its ways. A beat that says less keeps what was said.
 */
public final class FakeStateManager implements AutoCloseable {

	private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private static final int LONGEST_BODY = 1024 * 1024;

	private static final int LARGEST_BATCH = 1_000;

	private static final String ROBOT = """
			INSERT INTO robots AS r (id, name, type, address, status, status_since, registered_at, reported_name)
			VALUES (?, COALESCE(?, ?), COALESCE(?, 'unknown'), ?, 'online', now(), now(), ?)
			ON CONFLICT (id) DO UPDATE SET
			  name = COALESCE(EXCLUDED.reported_name, r.name),
			  type = CASE WHEN EXCLUDED.type = 'unknown' THEN r.type ELSE EXCLUDED.type END,
			  address = COALESCE(EXCLUDED.address, r.address),
			  status = CASE WHEN ? THEN 'offline' ELSE 'online' END,
			  offline_cause = CASE WHEN ? THEN 'said_goodbye' END,
			  retired_at = NULL""";

	private static final String LIVENESS = """
			INSERT INTO robot_liveness AS l (
			  robot_id, boot_id, seq, seq_window, first_seq, received, alive, last_beat_at, lease_until, interval_s,
			  reported, host_ready, profile_hash
			)
			VALUES (?, 'keyed', 0, 1, 0, 1, ?, now(), now() + interval '15 seconds', 5, 'ok', ?, 0)
			ON CONFLICT (robot_id) DO UPDATE SET
			  alive = EXCLUDED.alive,
			  last_beat_at = EXCLUDED.last_beat_at,
			  host_ready = COALESCE(EXCLUDED.host_ready, l.host_ready)""";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final PostgresDatabase database;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final Queue<List<JsonNode>> batches = new ConcurrentLinkedQueue<>();

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger held = new AtomicInteger();

	/** Of the one connection that writes. */
	private final ReentrantLock writing = new ReentrantLock();

	private Connection connection;

	private HttpServer server;

	private ExecutorService threads;

	private volatile int status = 200;

	private volatile boolean healthy = true;

	private volatile String plainAnswer = "";

	private volatile IntPredicate unavailable = _ -> false;

	private volatile IntPredicate invalid = _ -> false;

	private volatile CountDownLatch open = new CountDownLatch(0);

	/**
	 * Starts it on any port.
	 * @param database where robots are written; null where nobody reads them
	 */
	public FakeStateManager(PostgresDatabase database) {
		this.database = database;
		listen(0);
	}

	private void listen(int port) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1024);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fake-", 0).factory());
		this.server.setExecutor(this.threads);
		this.server.createContext("/api/v2/heartbeats", this::batch);
		this.server.createContext("/api/v2/health", exchange -> {
			try (exchange) {
				exchange.sendResponseHeaders(this.healthy ? 200 : 503, -1);
			}
		});
		this.server.start();
	}

	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/** Answers nobody until it is released; it still takes connections. */
	public void freeze() {
		this.open = new CountDownLatch(1);
	}

	public void thaw() {
		this.open.countDown();
	}

	/** Closes its port and every connection. */
	public void kill() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/** Starts it again on its port, with what it knew. */
	public void restart() {
		int port = this.server.getAddress().getPort();
		kill();
		listen(port);
	}

	public void answerWith(int anotherStatus) {
		this.status = anotherStatus;
	}

	/** Answers 200 and this, whatever it was asked. */
	public void say(String text) {
		this.plainAnswer = text;
	}

	public void setHealthy(boolean isHealthy) {
		this.healthy = isHealthy;
	}

	/** Which items of a batch cannot be committed now. */
	public void unavailable(IntPredicate positions) {
		this.unavailable = positions;
	}

	/** Which items of a batch it calls invalid. */
	public void invalid(IntPredicate positions) {
		this.invalid = positions;
	}

	/** Everything as it was in the beginning, but for what it knows. */
	public void behave() {
		thaw();
		this.status = 200;
		this.healthy = true;
		this.plainAnswer = "";
		this.unavailable = _ -> false;
		this.invalid = _ -> false;
		this.batches.clear();
	}

	/** The batches that it answered with 200. */
	public List<List<JsonNode>> batches() {
		return List.copyOf(this.batches);
	}

	/** The beats in these. */
	public List<JsonNode> beats() {
		return this.batches.stream().flatMap(List::stream).toList();
	}

	/** How many requests came, answered or not. */
	public int requests() {
		return this.requests.get();
	}

	/** How many requests it holds while it is frozen. */
	public int held() {
		return this.held.get();
	}

	private void batch(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.requests.incrementAndGet();
			byte[] body = exchange.getRequestBody().readAllBytes();
			this.held.incrementAndGet();
			this.open.await();
			this.held.decrementAndGet();
			if (this.status != 200) {
				exchange.sendResponseHeaders(this.status, -1);
				return;
			}
			JsonNode items = this.mapper.readTree(body);
			if (body.length > LONGEST_BODY || items.size() > LARGEST_BATCH || items.isEmpty()) {
				exchange.sendResponseHeaders(413, -1);
				return;
			}
			byte[] answer = (this.plainAnswer.isEmpty() ? answer(items) : this.plainAnswer)
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
		}
		catch (InterruptedException ex) {
			// It is killed.
			Thread.currentThread().interrupt();
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

	private String answer(JsonNode items) throws SQLException {
		List<JsonNode> beats = new ArrayList<>();
		List<String> answers = new ArrayList<>();
		int accepted = 0;
		for (JsonNode item : items) {
			String became = became(item, answers.size());
			if (became.equals("accepted")) {
				accepted++;
				beats.add(item);
				if (this.known.add(item.path("key").stringValue("")) && this.database != null) {
					write(item);
				}
			}
			answers.add(
					"{\"robot_id\":\"%s\",\"status\":\"%s\"}".formatted(item.path("robot_id").stringValue(""), became));
		}
		this.batches.add(List.copyOf(beats));
		return "{\"accepted\":" + accepted + ",\"items\":[" + String.join(",", answers) + "]}";
	}

	private String became(JsonNode item, int position) {
		if (this.unavailable.test(position)) {
			return "unavailable";
		}
		String name = item.path("name").stringValue("");
		String address = item.path("address").stringValue("");
		boolean right = KEY.matcher(item.path("key").stringValue("")).matches() && !item.has("boot_id")
				&& name.codePointCount(0, name.length()) <= 128 && address.codePointCount(0, address.length()) <= 64
				&& (name + address).chars().noneMatch(c -> c == 0)
				&& StandardCharsets.UTF_8.newEncoder().canEncode(name + address)
				&& List.of("", "lekiwi", "xle", "unknown").contains(item.path("type").stringValue(""))
				&& List.of("", "ok", "busy", "error", "stopping").contains(item.path("status").stringValue(""));
		return (right && !this.invalid.test(position)) ? "accepted" : "invalid";
	}

	private void write(JsonNode item) throws SQLException {
		String id = item.path("robot_id").stringValue("");
		String name = item.path("name").stringValue(null);
		boolean goodbye = item.path("status").stringValue("").equals("stopping");
		JsonNode host = item.path("teleoperation").path("host_ready");
		this.writing.lock();
		try (PreparedStatement robot = connection().prepareStatement(ROBOT);
				PreparedStatement liveness = connection().prepareStatement(LIVENESS)) {
			robot.setString(1, id);
			robot.setString(2, name);
			robot.setString(3, id);
			robot.setString(4, item.path("type").stringValue(null));
			robot.setString(5, item.path("address").stringValue(null));
			robot.setString(6, name);
			robot.setBoolean(7, goodbye);
			robot.setBoolean(8, goodbye);
			robot.executeUpdate();
			liveness.setString(1, id);
			liveness.setBoolean(2, !goodbye);
			liveness.setObject(3, host.isBoolean() ? host.booleanValue() : null, Types.BOOLEAN);
			liveness.executeUpdate();
			connection().commit();
		}
		finally {
			this.writing.unlock();
		}
	}

	private Connection connection() throws SQLException {
		if (this.connection == null) {
			this.connection = this.database.connect();
			this.connection.setAutoCommit(false);
		}
		return this.connection;
	}

	@Override
	public void close() throws SQLException {
		thaw();
		kill();
		if (this.connection != null) {
			this.connection.close();
		}
	}

}
