package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import com.lekiwi.heartbeat.contract.incident.Incident;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
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
class PushIntegrationTests {

	private static final String ALL = "{\"op\":\"subscribe\",\"max_rate_ms\":0}";

	private static Monitor monitor;

	@BeforeAll
	static void start() throws IOException {
		monitor = new Monitor(SharedStores.redis(), "heartbeat.push.snapshot-part=2", "heartbeat.push.max-sessions=12")
			.awaitLive();
		monitor.load(robot("kiwi-01", 1, RobotStatus.ONLINE), robot("kiwi-02", 1, RobotStatus.ONLINE),
				robot("kiwi-03", 1, RobotStatus.OFFLINE));
	}

	@AfterAll
	static void stop() {
		monitor.close();
	}

	@Test
	void aSnapshotComesInPartsAndThenOnlyWhatChanges() {
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.robot("kiwi-03").has("name"));
			JsonNode first = watcher.frames("snapshot").getFirst();
			assertThat(first.path("robots").size()).isEqualTo(2);
			assertThat(first.path("part").intValue()).isEqualTo(1);
			assertThat(first.path("parts").intValue()).isEqualTo(watcher.frames("snapshot").size());
			assertThat(first.path("source").path("redis").stringValue()).isEqualTo("up");
			assertThat(first.path("source").path("state_manager").stringValue()).isEqualTo("up");

			monitor.commit(Robots.beats("kiwi-01", Robots.beat(50), new Counters(48, 2, 0)));
			await().until(() -> watcher.seq("kiwi-01") == 50);
			JsonNode part = watcher.last("delta").orElseThrow().path("robots").path(0);
			assertThat(part.propertyNames()).containsExactlyInAnyOrder("id", "beat", "counters");
			assertThat(part.path("counters").path("lost").intValue()).isEqualTo(2);
		}
	}

	@Test
	void aRobotThatTheFilterTakesNoMoreIsRemoved() {
		monitor.load(robot("filter-01", 1, RobotStatus.ONLINE));
		try (Watcher watcher = monitor.watch("""
				{"op":"subscribe","filter":{"status":["online"],"ids":["filter-01"]},"max_rate_ms":0,"since":"0"}""")) {
			await().until(() -> watcher.robot("filter-01").has("name"));
			assertThat(watcher.robot("kiwi-01").isEmpty()).isTrue();
			monitor.commit(Robots.changes(robot("filter-01", 2, RobotStatus.OFFLINE)));
			await().until(() -> watcher.robot("filter-01").isEmpty());
			monitor.commit(Robots.changes(robot("filter-01", 3, RobotStatus.ONLINE)));
			await().until(() -> watcher.robot("filter-01").has("name"));
		}
	}

	@Test
	void filtersTakeCausesAndFlapping() {
		Robot lost = robot("cause-01", 1, RobotStatus.ONLINE);
		monitor.load(lost, robot("cause-02", 1, RobotStatus.ONLINE));
		try (Watcher watcher = monitor.watch("""
				{"op":"subscribe","filter":{"offline_cause":["site"],"flapping":true},"max_rate_ms":0}""")) {
			monitor.commit(Robots.changes(Robots.offline(lost, OfflineCause.SITE, true)));
			await().until(() -> watcher.robot("cause-01").has("name"));
			assertThat(watcher.robot("cause-01").path("offline_cause").stringValue()).isEqualTo("site");
			assertThat(watcher.robot("cause-01").path("flapping").booleanValue()).isTrue();
			assertThat(watcher.robot("cause-02").isEmpty()).isTrue();
			monitor.commit(Robots.changes(robot("cause-01", 9, RobotStatus.ONLINE)));
			await().until(() -> watcher.robot("cause-01").isEmpty());
		}
	}

	@Test
	void whatBefallsASiteIsToldToWhoeverWatchesAndToWhoeverComesLater() {
		Incident incident = new Incident(7, OfflineCause.SITE, "lab-a", Robots.START, Robots.START, 5, 5, null, null);
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.robot("kiwi-03").has("name"));
			assertThat(watcher.frames("situation")).isEmpty();
			monitor.stateManager().situation(new Situation(Robots.START, List.of(incident), List.of()));
			await().until(() -> watcher.last("situation")
				.filter(frame -> frame.path("incidents").path(0).path("site").stringValue().equals("lab-a"))
				.isPresent());
			try (Watcher later = monitor.watch(ALL)) {
				await().until(() -> later.last("situation").isPresent());
			}
			monitor.stateManager().situation(new Situation(Robots.START, List.of(), List.of()));
			await().until(() -> watcher.last("situation").orElseThrow().path("incidents").isEmpty());
			assertThat(watcher.frames("situation")).hasSize(2);
		}
	}

	@Test
	void aRobotThatIsRetiredIsRemovedAtOnce() {
		Robot leaving = robot("leaving-01", 1, RobotStatus.ONLINE);
		monitor.load(leaving);
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.robot("leaving-01").has("name"));
			int readings = monitor.stateManager().readings();
			monitor.commit(Robots.changes(Robots.retired(leaving)));
			await().until(() -> watcher.robot("leaving-01").isEmpty());
			assertThat(monitor.stateManager().readings()).isEqualTo(readings);
			monitor.load(robot("leaving-01", 3, RobotStatus.ONLINE));
			await().until(() -> watcher.robot("leaving-01").has("name"));
		}
	}

	@Test
	void aRobotThatIsRetiredIsRemovedWhenTheFleetIsRead() {
		monitor.load(robot("retired-01", 1, RobotStatus.ONLINE));
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.robot("retired-01").has("name"));
			monitor.stateManager().retire("retired-01");
			monitor.publish("what cannot be read is an update that is lost");
			await().until(() -> watcher.robot("retired-01").isEmpty());
			await().until(() -> watcher.frames("gap").stream().anyMatch(gap -> gap.has("to")));
		}
	}

	@Test
	void aBeatOfAnUnknownRobotHasItLoaded() {
		try (Watcher watcher = monitor.watch(ALL)) {
			monitor.stateManager().commit(robot("stranger-01", 1, RobotStatus.ONLINE));
			int readings = monitor.stateManager().readings();
			monitor.commit(Robots.beats("stranger-01", Robots.beat(9), null));
			await().until(() -> watcher.seq("stranger-01") == 9 && watcher.robot("stranger-01").has("name"));
			assertThat(monitor.stateManager().readings()).isEqualTo(readings);
		}
	}

	@Test
	void whatMakesNoSenseIsAnsweredAndTheSessionStays() {
		try (Watcher watcher = monitor.watch("not json")) {
			await().until(() -> watcher.frames("error").size() == 1);
			watcher.send("{\"op\":\"fly\"}");
			await().until(() -> watcher.frames("error").size() == 2);
			assertThat(watcher.last("error").orElseThrow().path("detail").stringValue()).startsWith("op: ");
			watcher.send(ALL);
			await().until(() -> watcher.robot("kiwi-01").has("name"));
		}
	}

	@Test
	void longMessagesAndBytesEndTheSession() {
		try (Watcher tooLong = monitor.watch(ALL); Watcher bytes = monitor.watch(ALL)) {
			tooLong.send("x".repeat(9000));
			await().until(() -> tooLong.closeCode() == 1009);
			bytes.sendBytes(new byte[] { 1, 2 });
			await().until(() -> bytes.closeCode() == 1003);
		}
	}

	@Test
	void pingsTellHowOldTheDataIs() {
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.frames("ping").size() >= 2);
			JsonNode source = watcher.last("ping").orElseThrow().path("source");
			assertThat(source.path("fresh_as_of").stringValue("")).isNotEmpty();
		}
	}

	@Test
	void readinessAndMetricsAreServedOnThePortOfTheirOwn() throws Exception {
		assertThat(get(monitor.managementUrl("/actuator/health/readiness")).statusCode()).isEqualTo(200);
		assertThat(get(monitor.managementUrl("/actuator/health/liveness")).body()).contains("\"status\":\"UP\"");
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.last("ping").isPresent());
			assertThat(get(monitor.managementUrl("/actuator/prometheus")).body()).contains("heartbeat_push_sessions",
					"heartbeat_push_frames_total", "heartbeat_push_pending", "heartbeat_push_conflated_total",
					"heartbeat_push_resyncs_seconds_count",
					"heartbeat_push_redis_up{service=\"websocket-monitor\"} 1.0", "heartbeat_push_state_manager_up");
		}
	}

	private static HttpResponse<String> get(URI uri) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	private static Robot robot(String id, long version, RobotStatus status) {
		return Robots.robot(id, version, status, Robots.beat(1));
	}

}
