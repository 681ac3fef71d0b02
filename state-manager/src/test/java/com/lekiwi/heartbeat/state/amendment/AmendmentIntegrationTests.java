package com.lekiwi.heartbeat.state.amendment;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class AmendmentIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void disconnect() {
		this.http.close();
	}

	@Test
	void whatAPersonSaysIsShownAndRecordedWithHowItWas() {
		beat("amend-1", 1, "said", "there");
		Robot before = read("amend-1");
		HttpResponse<String> answer = patch("amend-1", "application/merge-patch+json",
				"{\"name\":\"given\",\"tags\":[\"a\",\"b\",\"a\"]}");
		assertThat(answer.statusCode()).isEqualTo(200);
		Robot after = FleetJson.mapper().readValue(answer.body(), Robot.class);
		assertThat(after.name()).isEqualTo("given");
		assertThat(after.site()).isEqualTo("there");
		assertThat(after.tags()).containsExactly("a", "b");
		assertThat(after.version()).isEqualTo(before.version() + 1);
		FleetEvent event = changes("amend-1").getFirst();
		assertThat(event.details()).containsEntry("name", "given")
			.containsEntry("tags", List.of("a", "b"))
			.containsEntry("by", "person");
		assertThat(event.details().get("previous"))
			.isEqualTo(Map.of("name", "said", "site", "there", "type", "unknown", "tags", List.of()));
		patch("amend-1", "application/json", "{\"name\":\"given\",\"tags\":[\"a\",\"b\"]}");
		patch("amend-1", "application/json", "{}");
		assertThat(read("amend-1").version()).isEqualTo(after.version());
		assertThat(changes("amend-1")).hasSize(1);
	}

	@Test
	void aRobotDoesNotOverruleAPersonAndGetsItsWordBack() {
		beat("amend-2", 1, "said", "there");
		patch("amend-2", "application/json", "{\"name\":\"given\",\"site\":\"here\"}");
		beat("amend-2", 2, "said anew", "elsewhere");
		beat("amend-2", 3, "said anew", "elsewhere");
		assertThat(read("amend-2").name()).isEqualTo("given");
		assertThat(read("amend-2").site()).isEqualTo("here");
		assertThat(changes("amend-2")).hasSize(1);
		patch("amend-2", "application/json", "{\"name\":null}");
		assertThat(read("amend-2").name()).isEqualTo("said anew");
		assertThat(read("amend-2").site()).isEqualTo("here");
		patch("amend-2", "application/json", "{\"site\":null}");
		assertThat(read("amend-2").site()).isEqualTo("elsewhere");
		beat("amend-2", 4, "said last", "elsewhere");
		assertThat(read("amend-2").name()).isEqualTo("said last");
		this.http.beat("amend-3", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
		patch("amend-3", "application/json", "{\"name\":\"given\",\"site\":\"here\"}");
		patch("amend-3", "application/json", "{\"name\":null,\"site\":null}");
		assertThat(read("amend-3").name()).isEqualTo("amend-3");
		assertThat(read("amend-3").site()).isNull();
	}

	@Test
	void aBeatThatChangesValuesOnlyDoesNotTouchTheRobotsRow() {
		beat("amend-4", 1, "said", "there");
		patch("amend-4", "application/json", "{\"name\":\"given\"}");
		String row = row("amend-4");
		for (int seq = 2; seq < 6; seq++) {
			beat("amend-4", seq, "said", "there");
		}
		assertThat(row("amend-4")).isEqualTo(row);
	}

	@Test
	void everyFaultIsNamed() {
		beat("amend-5", 1, "said", "there");
		HttpResponse<String> answer = patch("amend-5", "application/json",
				"{\"name\":7,\"site\":\"%s\",\"tags\":[1,\"a,b\",\"\",\"\\ud800\",\"ok\"],\"status\":\"online\",\"a/b\":1}"
					.formatted("s".repeat(65)));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body())
			.contains("\"/name\"", "\"/site\"", "\"/tags/0\"", "\"/tags/1\"", "\"/tags/2\"", "\"/tags/3\"",
					"\"/status\"", "\"/a~1b\"")
			.doesNotContain("\"/tags/4\"");
		String many = "[" + "\"t\",".repeat(32) + "\"t\"]";
		for (String body : List.of("[]", "7", "{\"name\":\"\"}", "{\"name\":\" a\"}", "{\"name\":\"a\\u0000\"}",
				"{\"tags\":\"a\"}", "{\"tags\":" + many + "}", "{\"name\":", "")) {
			assertThat(patch("amend-5", "application/json", body).statusCode()).as(body).isEqualTo(400);
		}
		assertThat(patch("amend-5", "text/plain", "{}").statusCode()).isEqualTo(415);
		assertThat(read("amend-5").version()).isEqualTo(1);
	}

	@Test
	void nobodyIsMadeUp() {
		assertThat(patch("amend-nobody", "application/json", "{\"name\":\"x\"}").statusCode()).isEqualTo(404);
		assertThat(patch("-bad", "application/json", "{\"name\":\"x\"}").statusCode()).isEqualTo(400);
		beat("amend-6", 1, "said", "there");
		this.http.send("DELETE", "/api/v2/robots/amend-6", "application/json", "");
		assertThat(patch("amend-6", "application/json", "{\"name\":\"x\"}").statusCode()).isEqualTo(404);
	}

	@Test
	void whoSpeaksOfAnotherVersionIsToldSo() {
		beat("amend-7", 1, "said", "there");
		assertThat(ifMatch("amend-7", "\"1\"").statusCode()).isEqualTo(200);
		HttpResponse<String> late = ifMatch("amend-7", "\"1\"");
		assertThat(late.statusCode()).isEqualTo(412);
		assertThat(late.body()).contains("problem:changed-meanwhile", "\"version\":2");
		assertThat(ifMatch("amend-7", "\"7\", W/\"2-b-19\"").statusCode()).isEqualTo(200);
		assertThat(ifMatch("amend-7", "*").statusCode()).isEqualTo(200);
		assertThat(ifMatch("amend-7", "\"abc\"").statusCode()).isEqualTo(412);
		assertThat(ifMatch("amend-7", "4").statusCode()).isEqualTo(400);
		assertThat(ifMatch("amend-nobody", "*").statusCode()).isEqualTo(404);
	}

	@Test
	void peopleWhoSpeakAtTheSameTimeLoseNothingOfEachOther() throws Exception {
		beat("amend-8", 1, "said", "there");
		List<Callable<HttpResponse<String>>> all = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			String number = Integer.toString(i);
			all.add(() -> patch("amend-8", "application/json", "{\"name\":\"n" + number + "\"}"));
			all.add(() -> patch("amend-8", "application/json", "{\"site\":\"s" + number + "\"}"));
			all.add(() -> patch("amend-8", "application/json", "{\"tags\":[\"t" + number + "\"]}"));
			int seq = i + 2;
			all.add(() -> beat("amend-8", seq, "said " + number, "there " + number));
		}
		try (ExecutorService people = Executors.newFixedThreadPool(8)) {
			for (Future<HttpResponse<String>> answer : people.invokeAll(all)) {
				assertThat(answer.get().statusCode()).isIn(200, 204);
			}
		}
		Robot robot = read("amend-8");
		assertThat(robot.name()).matches("n\\d+");
		assertThat(robot.site()).matches("s\\d+");
		assertThat(robot.tags()).singleElement().asString().matches("t\\d+");
		List<FleetEvent> changes = changes("amend-8");
		assertThat(changes).filteredOn(event -> "person".equals(event.details().get("by")))
			.hasSizeGreaterThanOrEqualTo(60);
		assertThat(changes.getFirst().details()).containsEntry("name", robot.name())
			.containsEntry("site", robot.site());
	}

	/** Beats seldom, so that other tests' robots do not fall silent together with it. */
	private HttpResponse<String> beat(String id, int seq, String name, String site) {
		return this.http.beat(id, "{\"boot_id\":\"b\",\"seq\":%d,\"interval_s\":300,\"name\":\"%s\",\"site\":\"%s\"}"
			.formatted(seq, name, site));
	}

	private HttpResponse<String> patch(String id, String contentType, String body) {
		return this.http.send("PATCH", "/api/v2/robots/" + id, contentType, body);
	}

	/** Puts another tag on it each time. */
	private HttpResponse<String> ifMatch(String id, String tags) {
		return this.http.send("PATCH", "/api/v2/robots/" + id, "application/json",
				"{\"tags\":[\"" + System.nanoTime() + "\"]}", "If-Match", tags);
	}

	private Robot read(String id) {
		return FleetJson.mapper().readValue(this.http.get("/api/v2/robots/" + id).body(), Robot.class);
	}

	/** The newest first. */
	private List<FleetEvent> changes(String id) {
		return FleetJson.mapper()
			.readValue(this.http.get("/api/v2/robots/" + id + "/events?kind=changed&limit=200").body(), EventPage.class)
			.events();
	}

	/** Another one for each version of the row. */
	private String row(String id) {
		return this.database.queryForObject("SELECT xmin::text || ctid::text FROM robots WHERE id = ?", String.class,
				id);
	}

}
