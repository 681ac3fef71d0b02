package com.lekiwi.heartbeat.adapter.dialect;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the fleet looks like in the legacy's dialect. */
@ExtendWith(DialectStack.Resolver.class)
@Timeout(120)
class FleetIntegrationTests {

	private static final String MANY = """
			INSERT INTO robots (id, name, type, status, status_since, registered_at)
			SELECT 'many-' || n, 'many-' || n, 'lekiwi', 'online', now(), now()
			FROM generate_series(10000, 19999) n;
			INSERT INTO robot_liveness (
			  robot_id, boot_id, seq, seq_window, first_seq, received, alive, last_beat_at, lease_until, interval_s,
			  reported, host_ready, profile_hash
			)
			SELECT id, 'b', 1, 1, 1, 1, TRUE, now(), now() + interval '15 seconds', 5, 'ok', TRUE, 0
			FROM robots""";

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Test
	void theTimeOfTheLastBeatIsThatOfTheLegacysWall(DialectStack stack) {
		beat(stack, "kiwi");
		stack.execute("UPDATE robot_liveness SET last_beat_at = '2025-07-01T12:00:00Z'");
		assertThat(stack.adapter().get("/robots/kiwi").body()).contains("\"last_seen\":\"2025-07-01T14:00:00\"");
		stack.execute("UPDATE robot_liveness SET last_beat_at = '2025-10-26T01:30:00.12Z'");
		assertThat(stack.adapter().get("/robots").body()).contains("\"last_seen\":\"2025-10-26T02:30:00.120000\"");
	}

	@Test
	void whoIsNotAliveIsOfflineAndStillTeleoperatedByTheLegacysRule(DialectStack stack) {
		stack.adapter().beat("{\"robot_id\":\"kiwi\",\"teleop_host\":true}");
		stack.execute("UPDATE robot_liveness SET alive = FALSE");
		assertThat(robot(stack, "kiwi").path("status").stringValue("")).isEqualTo("offline");
		assertThat(robot(stack, "kiwi").path("teleoperation").booleanValue()).isTrue();
		assertThat(stack.adapter().get("/robots/kiwi/teleoperation-status").body()).contains("\"teleoperated\":true");
	}

	@Test
	void aGoodbyeIsNoneUntilTheLeaseWouldHaveEnded(DialectStack stack) {
		beat(stack, "kiwi");
		stack.adapter().beat("{\"robot_id\":\"kiwi\",\"status\":\"stopping\"}");
		assertThat(robot(stack, "kiwi").path("status").stringValue("")).isEqualTo("online");
		stack.execute("UPDATE robot_liveness SET last_beat_at = now() - interval '16 seconds'");
		assertThat(robot(stack, "kiwi").path("status").stringValue("")).isEqualTo("offline");
	}

	@Test
	void whoWasNeverHeardOrIsRetiredIsNotKnown(DialectStack stack) {
		beat(stack, "kiwi-1");
		beat(stack, "kiwi-2");
		beat(stack, "kiwi-3");
		stack.execute("UPDATE robots SET retired_at = now() WHERE id = 'kiwi-1'");
		stack.execute("UPDATE robot_liveness SET last_beat_at = NULL WHERE robot_id = 'kiwi-2'");
		stack.execute("INSERT INTO robots (id, name, status, status_since, registered_at)"
				+ " VALUES ('kiwi-0', 'kiwi-0', 'discovered', now(), now())");
		assertThat(ids(stack.adapter().get("/robots"))).containsExactly("kiwi-3");
		assertThat(stack.adapter().get("/health").body()).contains("\"robots\":1}");
		for (String unknown : List.of("kiwi-0", "kiwi-1", "kiwi-2")) {
			assertThat(stack.adapter().get("/robots/" + unknown).statusCode()).as(unknown).isEqualTo(404);
			assertThat(stack.adapter().get("/robots/" + unknown + "/teleoperation-status").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void maintenanceMasksNothingForTheLegacy(DialectStack stack) {
		beat(stack, "kiwi");
		stack.execute("UPDATE robots SET status = 'maintenance'");
		assertThat(robot(stack, "kiwi").path("status").stringValue("")).isEqualTo("online");
	}

	@Test
	void whatCannotBeKeptIsShownAsAReplacement(DialectStack stack) {
		stack.adapter().beat("{\"robot_id\":\"kiwi\",\"name\":\"a\\u0000b\\ud83e\\udd5d\\ud83e\",\"ip\":\"\\udc00\"}");
		assertThat(robot(stack, "kiwi").path("name").stringValue("")).isEqualTo("a\uFFFDb\uD83E\uDD5D\uFFFD");
		assertThat(robot(stack, "kiwi").path("ip").stringValue("")).isEqualTo("\uFFFD");
	}

	@Test
	void whatOneAdapterAcknowledgedTheOtherShows(DialectStack stack) {
		try (Adapter other = Adapter.start(stack.database(), stack.stateManager().uri(), Adapter.PATIENT)) {
			for (int i = 0; i < 20; i++) {
				String id = "kiwi-" + i;
				Adapter one = (i % 2 == 0) ? stack.adapter() : other;
				Adapter another = (i % 2 == 0) ? other : stack.adapter();
				assertThat(one.beat("{\"robot_id\":\"" + id + "\"}").statusCode()).isEqualTo(200);
				assertThat(ids(another.get("/robots"))).contains(id);
				assertThat(another.get("/robots/" + id).statusCode()).isEqualTo(200);
			}
		}
	}

	@Test
	void everyoneSeesHisOwnBeatInALargeFleetHoweverManyAsk(DialectStack stack) throws Exception {
		stack.execute(MANY);
		assertThat(ids(stack.adapter().get("/robots"))).hasSize(10_000).isSorted();
		try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Boolean>> calls = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				String id = "own-" + i;
				calls.add(() -> stack.adapter().beat("{\"robot_id\":\"" + id + "\"}").statusCode() == 200
						&& stack.adapter().get("/robots").body().contains("\"" + id + "\""));
			}
			for (Future<Boolean> seen : clients.invokeAll(calls)) {
				assertThat(seen.get()).isTrue();
			}
		}
	}

	@Test
	void aDatabaseThatHangsMeans503AndThenItIsReadAgain(DialectStack stack) throws Exception {
		beat(stack, "kiwi");
		try (Adapter hasty = Adapter.start(stack.database(), stack.stateManager().uri())) {
			try (Connection holder = stack.database().connect(); Statement lock = holder.createStatement()) {
				holder.setAutoCommit(false);
				lock.execute("LOCK TABLE robots IN ACCESS EXCLUSIVE MODE");
				for (String path : List.of("/robots", "/robots/kiwi", "/health", "/robots/kiwi/teleoperation-status")) {
					assertThat(hasty.get(path).statusCode()).as(path).isEqualTo(503);
				}
			}
			for (String path : List.of("/robots/kiwi", "/robots", "/health")) {
				Awaitility.await().until(() -> hasty.get(path).statusCode() == 200);
			}
		}
	}

	private static void beat(DialectStack stack, String robot) {
		assertThat(stack.adapter().beat("{\"robot_id\":\"" + robot + "\"}").statusCode()).isEqualTo(200);
	}

	private JsonNode robot(DialectStack stack, String id) {
		HttpResponse<String> answer = stack.adapter().get("/robots/" + id);
		assertThat(answer.statusCode()).isEqualTo(200);
		return this.mapper.readTree(answer.body());
	}

	private List<String> ids(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode robots = this.mapper.readTree(answer.body());
		return IntStream.range(0, robots.size())
			.mapToObj(i -> robots.path(i).path("id").stringValue(""))
			.collect(Collectors.toList());
	}

}
