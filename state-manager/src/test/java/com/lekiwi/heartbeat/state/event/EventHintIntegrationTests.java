package com.lekiwi.heartbeat.state.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class EventHintIntegrationTests {

	private static final long FIRST_ID = 1_000_000_000_000L + System.nanoTime() % 1_000_000 * 1_000_000;

	@LocalServerPort
	private int port;

	@Autowired
	private RedisConnectionFactory redis;

	@Autowired
	private EventLog log;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private PlatformTransactionManager transactions;

	private final RedisStore store = SharedStores.redis();

	private final List<Long> hints = new CopyOnWriteArrayList<>();

	private final RedisMessageListenerContainer listener = new RedisMessageListenerContainer();

	private Http http;

	@BeforeEach
	void listen() {
		this.http = new Http(this.port);
		// Other tests' services publish on the same Redis: ids of our own are told from
		// theirs.
		this.database.queryForObject("SELECT setval('robot_event_ids', GREATEST(nextval('robot_event_ids'), ?))",
				Long.class, FIRST_ID);
		this.listener.setConnectionFactory(this.redis);
		this.listener.setRecoveryInterval(100);
		this.listener.addMessageListener(
				(message, pattern) -> this.hints
					.add(Long.valueOf(new String(message.getBody(), StandardCharsets.US_ASCII))),
				new ChannelTopic(FleetEvent.HINTS));
		this.listener.afterPropertiesSet();
		this.listener.start();
	}

	@AfterEach
	void close() throws Exception {
		this.listener.destroy();
		this.http.close();
	}

	@Test
	void afterTheCommitOfABeatTheHighestIdIsPublished() {
		beat("hinted", 1);
		long newest = newest();
		Awaitility.await().until(() -> this.hints.contains(newest));
		beat("hinted-too", 1);
		assertThat(newest()).isGreaterThan(newest);
		Awaitility.await().until(() -> this.hints.contains(newest()));
	}

	@Test
	void silenceIsHintedAtAsWell() {
		assertThat(this.http.beat("falls-silent", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":1}").statusCode())
			.isEqualTo(204);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !offlineEvents("falls-silent").isEmpty());
		long offline = offlineEvents("falls-silent").getFirst();
		Awaitility.await().until(() -> this.hints.stream().anyMatch(hint -> hint >= offline));
	}

	@Test
	void whatIsRolledBackIsNotHintedAtAndWhatIsCommittedIs() {
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		Long never = transaction.execute(status -> {
			status.setRollbackOnly();
			return append();
		});
		Long committed = transaction.execute(status -> append());
		Awaitility.await().until(() -> this.hints.contains(committed));
		assertThat(this.hints).doesNotContain(never);
	}

	@Test
	void withoutRedisEventsAreWrittenAndReadAndAfterwardsHintsGoOn() {
		beat("alone", 1);
		Awaitility.await().until(() -> this.hints.contains(newest()));
		this.store.stop();
		try {
			long before = newest();
			for (int i = 0; i < 20; i++) {
				beat("alone-" + i, 1);
			}
			assertThat(page(before).events()).hasSize(20);
		}
		finally {
			this.store.start();
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			beat("again-" + System.nanoTime(), 1);
			return this.hints.contains(newest());
		});
	}

	private List<Long> offlineEvents(String robot) {
		return this.database.queryForList("SELECT id FROM robot_events WHERE subject = ? AND kind = 'offline'",
				Long.class, robot);
	}

	private Long append() {
		return this.database.execute((ConnectionCallback<Long>) connection -> this.log.append(connection,
				List.of(new RobotEvent(new RobotId("by-hand"), EventKind.ONLINE, Instant.EPOCH))));
	}

	private void beat(String robot, long seq) {
		assertThat(this.http.beat(robot, "{\"boot_id\":\"b\",\"seq\":%d}".formatted(seq)).statusCode()).isEqualTo(204);
	}

	private long newest() {
		String body = this.http.get("/api/v2/events?since=latest").body();
		return Long.parseLong(FleetJson.mapper().readValue(body, EventPage.class).nextCursor());
	}

	private EventPage page(long since) {
		return FleetJson.mapper().readValue(this.http.get("/api/v2/events?since=" + since).body(), EventPage.class);
	}

}
