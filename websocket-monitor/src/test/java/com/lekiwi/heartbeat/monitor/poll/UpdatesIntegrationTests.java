package com.lekiwi.heartbeat.monitor.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.FakeStateManager;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.monitor.fixture.PushDocument;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fixture.Watcher;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class UpdatesIntegrationTests {

	private static final PushDocument DOCUMENT = new PushDocument();

	private static final HttpClient http = HttpClient.newHttpClient();

	private static FakeStateManager stateManager;

	private static Monitor monitor;

	private static Monitor replica;

	@BeforeAll
	static void start() throws IOException {
		stateManager = new FakeStateManager();
		monitor = new Monitor(stateManager, SharedStores.redis(), "heartbeat.updates.max-robots=2",
				"heartbeat.updates.max-waiting=1", "heartbeat.updates.check-interval=10ms")
			.awaitLive();
		replica = new Monitor(stateManager, SharedStores.redis()).awaitLive();
		monitor.load(robot("kiwi-01", 1, RobotStatus.ONLINE), robot("kiwi-02", 1, RobotStatus.ONLINE),
				robot("kiwi-03", 1, RobotStatus.ONLINE));
		await().until(() -> ids(all(get(replica, "?status=online"), replica, "&status=online")).size() == 3);
		await().until(() -> ids(all(get(monitor, ""), monitor, "")).size() == 3);
	}

	@AfterAll
	static void stop() {
		replica.close();
		monitor.close();
		stateManager.close();
		http.close();
	}

	@Test
	void aSnapshotComesInAnswersOfAFewRobotsAndThenWhatChanges() throws Exception {
		JsonNode first = get(monitor, "?id=kiwi-01,kiwi-02,kiwi-03");
		assertThat(first.path("snapshot").booleanValue()).isTrue();
		assertThat(first.path("more").booleanValue()).isTrue();
		assertThat(ids(List.of(first))).containsExactly("kiwi-01", "kiwi-02");
		assertThat(first.path("source").path("redis").stringValue()).isEqualTo("up");
		assertThat(first.path("situation").path("incidents").isArray()).isTrue();
		List<JsonNode> answers = all(first, monitor, "&id=kiwi-01,kiwi-02,kiwi-03");
		assertThat(ids(answers)).containsExactly("kiwi-01", "kiwi-02", "kiwi-03");
		assertThat(answers.subList(1, answers.size())).noneMatch(answer -> answer.path("snapshot").booleanValue());

		monitor.commit(Robots.beats("kiwi-02", Robots.beat(7), null));
		JsonNode next = get(monitor, "?wait_s=20&id=kiwi-01,kiwi-02,kiwi-03&since=" + next(answers.getLast()));
		assertThat(next.path("robots").path(0).path("beat").path("seq").intValue()).isEqualTo(7);
		assertThat(next.path("robots").path(0).path("name").stringValue()).isEqualTo("kiwi-02");
	}

	@Test
	void aRobotThatTheFilterTakesNoMoreIsRemoved() throws Exception {
		monitor.load(robot("leaving", 1, RobotStatus.ONLINE));
		await().until(() -> ids(List.of(get(monitor, "?status=online&id=leaving"))).size() == 1);
		JsonNode before = get(monitor, "?status=online&id=leaving");
		monitor.commit(Robots.changes(robot("leaving", 2, RobotStatus.FAILED)));
		JsonNode after = get(monitor, "?status=online&id=leaving&wait_s=20&since=" + next(before));
		assertThat(after.path("removed").path(0).stringValue()).isEqualTo("leaving");
		assertThat(after.path("robots")).isEmpty();
	}

	@Test
	void aRequestWaitsForNewsAndIsAnsweredWhenThereAreSome() throws Exception {
		JsonNode before = all(get(monitor, "?events=true&id=kiwi-03"), monitor, "&events=true&id=kiwi-03").getLast();
		CompletableFuture<JsonNode> waiting = CompletableFuture
			.supplyAsync(() -> get(monitor, "?events=true&id=kiwi-03&wait_s=25&since=" + next(before)));
		await().until(() -> waiting.isDone() || gauge() == 1.0);
		assertThat(waiting).isNotDone();
		assertThat(send(monitor, "?events=true&id=kiwi-03&wait_s=1&since=" + next(before)))
			.satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(503))
			.satisfies(refused -> assertThat(refused.headers().firstValue("Retry-After")).isPresent());
		long id = monitor.happen("kiwi-03", "offline").id();
		JsonNode answer = waiting.get();
		assertThat(answer.path("events").path(0).path("id").longValue()).isEqualTo(id);
		assertThat(answer.path("snapshot").booleanValue()).isFalse();
		JsonNode later = get(monitor, "?events=true&id=kiwi-03&since=" + next(answer));
		assertThat(later.path("events")).isEmpty();
	}

	@Test
	void whoWaitsInVainIsAnsweredWithNothing() {
		JsonNode before = all(get(monitor, "?id=kiwi-01"), monitor, "&id=kiwi-01").getLast();
		JsonNode after = get(monitor, "?id=kiwi-01&wait_s=1&since=" + next(before));
		assertThat(after.path("robots")).isEmpty();
		assertThat(after.path("next").stringValue()).isNotEmpty();
	}

	@Test
	void whatBefellTheSourcesSinceTheLastAnswerIsToldWithoutWaiting() throws Exception {
		JsonNode before = all(get(monitor, "?id=kiwi-01"), monitor, "&id=kiwi-01").getLast();
		stateManager.away(true);
		try {
			await().until(() -> isDown(get(monitor, "?id=kiwi-01")));
			String known = next(all(get(monitor, "?id=kiwi-01"), monitor, "&id=kiwi-01").getLast());
			CompletableFuture<JsonNode> waiting = CompletableFuture
				.supplyAsync(() -> get(monitor, "?id=kiwi-01&wait_s=25&since=" + known));
			await().until(() -> gauge() == 1.0);
			// The only place to wait at is taken: who has to wait is refused.
			JsonNode answer = get(monitor, "?id=kiwi-01&wait_s=25&since=" + next(before));
			assertThat(isDown(answer)).isTrue();
			assertThat(answer.path("gaps").path(0).path("reason").stringValue()).isEqualTo("state_manager_away");
			stateManager.away(false);
			assertThat(isDown(waiting.get())).isFalse();
		}
		finally {
			stateManager.away(false);
		}
		await().until(() -> get(monitor, "?id=kiwi-01").path("gaps").isEmpty());
	}

	private static boolean isDown(JsonNode answer) {
		return answer.path("source").path("state_manager").stringValue("").equals("down");
	}

	@Test
	void anotherReplicaGoesOnWithTheEventsAndTellsTheFleetAnew() {
		JsonNode here = get(monitor, "?events=true&id=kiwi-01");
		List<Long> missed = List.of(stateManager.log("kiwi-01", "offline").id(),
				monitor.happen("kiwi-01", "online").id());
		List<Long> got = new ArrayList<>();
		String[] token = { next(here) };
		await().until(() -> {
			JsonNode there = get(replica, "?events=true&id=kiwi-01&wait_s=1&since=" + token[0]);
			if (got.isEmpty() && token[0].equals(next(here))) {
				assertThat(there.path("snapshot").booleanValue()).isTrue();
			}
			token[0] = next(there);
			there.path("events").forEach(event -> got.add(event.path("id").longValue()));
			return got.size() >= missed.size();
		});
		assertThat(got).isEqualTo(missed);
	}

	@Test
	void noEventIsMissedOnTheWayFromAWebSocketAndBack() {
		String all = "{\"op\":\"subscribe\",\"events\":true}";
		String cursor;
		try (Watcher watcher = monitor.watch(all)) {
			await().until(() -> watcher.last("snapshot").filter(part -> part.has("event_cursor")).isPresent());
			cursor = watcher.last("snapshot").orElseThrow().path("event_cursor").stringValue();
		}
		long first = monitor.happen("kiwi-01", "offline").id();
		String token = cursor;
		JsonNode answer;
		do {
			answer = get(monitor, "?events=true&id=kiwi-01&wait_s=20&since=" + token);
			token = next(answer);
		}
		while (answer.path("events").isEmpty());
		assertThat(answer.path("events").path(0).path("id").longValue()).isEqualTo(first);
		String back = answer.path("event_cursor").stringValue();
		long next = monitor.happen("kiwi-01", "online").id();
		try (Watcher watcher = monitor.watch(all.replace("}", ",\"since\":\"" + back + "\"}"))) {
			await().until(() -> watcher.events().contains(next));
			assertThat(watcher.events()).containsExactly(next);
		}
	}

	@Test
	void anotherFilterIsAnsweredWithASnapshot() {
		JsonNode one = get(monitor, "?id=kiwi-01");
		JsonNode other = get(monitor, "?id=kiwi-02&since=" + next(one));
		assertThat(other.path("snapshot").booleanValue()).isTrue();
		assertThat(ids(List.of(other))).containsExactly("kiwi-02");
	}

	@Test
	void everythingThatIsWrongIsNamed() {
		HttpResponse<String> refused = send(monitor, "?since=x&status=flying&wait_s=26&colour=red&id=a%20b");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		JsonNode faults = FleetJson.mapper().readTree(refused.body()).path("faults");
		assertThat(faults.valueStream().map(fault -> fault.path("field").stringValue()))
			.containsExactlyInAnyOrder("since", "status", "wait_s", "colour", "id");
	}

	private static double gauge() {
		return monitor.gauge("heartbeat.push.updates.waiting");
	}

	/** All answers until there is no more at once. */
	private static List<JsonNode> all(JsonNode first, Monitor from, String query) {
		List<JsonNode> answers = new ArrayList<>(List.of(first));
		while (answers.getLast().path("more").booleanValue(false)) {
			answers.add(get(from, "?since=" + next(answers.getLast()) + query));
		}
		return answers;
	}

	private static List<String> ids(List<JsonNode> answers) {
		return answers.stream()
			.flatMap(answer -> answer.path("robots").valueStream())
			.map(robot -> robot.path("id").stringValue())
			.distinct()
			.toList();
	}

	private static String next(JsonNode answer) {
		return answer.path("next").stringValue();
	}

	private static JsonNode get(Monitor from, String query) {
		HttpResponse<String> answer = send(from, query);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		JsonNode body = FleetJson.mapper().readTree(answer.body());
		assertThat(DOCUMENT.faults("updates", body)).as(answer.body()).isEmpty();
		assertThat(DOCUMENT.fields("updates")).containsAll(body.propertyNames());
		return body;
	}

	private static HttpResponse<String> send(Monitor to, String query) {
		try {
			return http.send(HttpRequest.newBuilder(to.url("/api/v2/updates" + query)).build(),
					HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Robot robot(String id, long version, RobotStatus status) {
		return Robots.robot(id, version, status, Robots.beat(1));
	}

}
