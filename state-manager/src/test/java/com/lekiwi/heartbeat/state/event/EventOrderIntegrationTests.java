package com.lekiwi.heartbeat.state.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Ten writers commit in every order while a reader follows the log. */
@StateManagerTest
class EventOrderIntegrationTests {

	private static final int WRITERS = 10;

	private static final int TRANSACTIONS = 30;

	private static final int ROBOTS = 6;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private JdbcConnectionDetails details;

	@Autowired
	private EventLog log;

	/** How events get into the log. */
	@FunctionalInterface
	private interface Append {

		void append(Connection connection, List<RobotEvent> events) throws SQLException;

		default void beforeCommit(Connection connection) throws SQLException {
			// Most ways have nothing more to do.
		}

	}

	/** Draws ids, and says how far the log goes when it commits. */
	private static final class WithoutTheLock implements Append {

		@Override
		public void append(Connection connection, List<RobotEvent> events) throws SQLException {
			try (PreparedStatement insert = connection.prepareStatement("""
					INSERT INTO robot_events (id, subject_kind, subject, kind, occurred_at, recorded_at)
					VALUES (nextval('robot_event_ids'), 'robot', ?, 'changed', now(), clock_timestamp())""")) {
				for (RobotEvent event : events) {
					insert.setString(1, event.robot().value());
					insert.executeUpdate();
				}
			}
		}

		@Override
		public void beforeCommit(Connection connection) throws SQLException {
			try (PreparedStatement update = connection.prepareStatement("""
					UPDATE robot_event_head SET
					  highest_id = GREATEST(highest_id, currval('robot_event_ids'))""")) {
				update.executeUpdate();
			}
		}

	}

	/** What a reader saw, and what was committed by then. */
	private record Outcome(List<FleetEvent> seen, List<Long> committed) {

		List<Long> ids() {
			return this.seen.stream().map(FleetEvent::id).toList();
		}

	}

	@BeforeEach
	void knowRobots() {
		for (int i = 0; i < ROBOTS; i++) {
			this.database.update("""
					INSERT INTO robots (id, name, status, status_since, registered_at)
					VALUES (?, 'r', 'online', now(), now())
					ON CONFLICT DO NOTHING""", robot(i));
		}
	}

	@Test
	void aReaderSeesEachCommittedEventOnceAndEachRobotsInOrder() throws Exception {
		Outcome outcome = follow(this.log::append);
		assertThat(outcome.ids()).isSorted().doesNotHaveDuplicates().containsExactlyElementsOf(outcome.committed());
		assertThat(outcome.committed()).hasSizeGreaterThan(WRITERS * TRANSACTIONS / 2);
		Map<String, Integer> last = new HashMap<>();
		for (FleetEvent event : outcome.seen()) {
			if (!event.details().containsKey("version")) {
				// A robot of another test has fallen silent meanwhile.
				continue;
			}
			int version = (Integer) event.details().get("version");
			Integer before = last.put(event.subject(), version);
			assertThat(before).as(event.toString()).isIn(null, version - 1);
		}
		assertThat(last).hasSize(ROBOTS);
	}

	/** Shows that the test above can fail, and why the lock is there. */
	@Test
	void idsThatAreDrawnWithoutTheLockAreSkipped() throws Exception {
		Outcome outcome = follow(new WithoutTheLock());
		assertThat(outcome.committed()).containsAll(outcome.ids());
		assertThat(outcome.ids()).hasSizeLessThan(outcome.committed().size());
	}

	private Outcome follow(Append way) throws Exception {
		try (Http http = new Http(this.port); ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
			String start = read(http, "latest").nextCursor();
			AtomicBoolean over = new AtomicBoolean();
			Future<List<FleetEvent>> reader = threads.submit(() -> readOn(http, start, over));
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 0; i < WRITERS; i++) {
				Random random = new Random(i);
				writers.add(threads.submit(() -> write(random, way)));
			}
			for (Future<?> writer : writers) {
				writer.get();
			}
			over.set(true);
			List<FleetEvent> seen = reader.get();
			return new Outcome(seen, this.database.queryForList("SELECT id FROM robot_events WHERE id > ? ORDER BY id",
					Long.class, Long.valueOf(start)));
		}
	}

	private Void write(Random random, Append way) throws SQLException {
		try (Connection connection = open()) {
			connection.setAutoCommit(false);
			for (int i = 0; i < TRANSACTIONS; i++) {
				List<RobotEvent> events = new ArrayList<>();
				int first = random.nextInt(ROBOTS);
				for (int robot = first; robot < Math.min(ROBOTS, first + 1 + random.nextInt(3)); robot++) {
					int version = change(connection, robot);
					events.add(new RobotEvent(new RobotId(robot(robot)), EventKind.CHANGED, Instant.EPOCH,
							Map.of("version", version)));
				}
				hold(connection, random);
				way.append(connection, events);
				hold(connection, random);
				if (random.nextInt(4) == 0) {
					connection.rollback();
				}
				else {
					way.beforeCommit(connection);
					connection.commit();
				}
			}
		}
		return null;
	}

	/** Takes the robot's row lock. */
	private static int change(Connection connection, int robot) throws SQLException {
		try (PreparedStatement update = connection
			.prepareStatement("UPDATE robots SET version = version + 1 WHERE id = ? RETURNING version::integer")) {
			update.setString(1, robot(robot));
			try (var row = update.executeQuery()) {
				assertThat(row.next()).isTrue();
				return row.getInt(1);
			}
		}
	}

	/** Keeps the transaction open for a while, at times a long one. */
	private static void hold(Connection connection, Random random) throws SQLException {
		int millis = (random.nextInt(10) == 0) ? 40 : random.nextInt(4);
		try (PreparedStatement wait = connection.prepareStatement("SELECT pg_sleep(?)")) {
			wait.setDouble(1, millis / 1_000.0);
			wait.execute();
		}
	}

	/** Polls until nobody writes any more and nothing is left to read. */
	private static List<FleetEvent> readOn(Http http, String start, AtomicBoolean over) {
		List<FleetEvent> seen = new ArrayList<>();
		String cursor = start;
		while (true) {
			boolean last = over.get();
			EventPage page = read(http, cursor);
			seen.addAll(page.events());
			cursor = page.nextCursor();
			if (last && page.events().isEmpty()) {
				return Collections.unmodifiableList(seen);
			}
		}
	}

	private static EventPage read(Http http, String since) {
		return FleetJson.mapper().readValue(http.get("/api/v2/events?limit=7&since=" + since).body(), EventPage.class);
	}

	private Connection open() throws SQLException {
		return new DriverManagerDataSource(this.details.getJdbcUrl(), this.details.getUsername(),
				this.details.getPassword())
			.getConnection();
	}

	private static String robot(int number) {
		return "order-" + number;
	}

}
