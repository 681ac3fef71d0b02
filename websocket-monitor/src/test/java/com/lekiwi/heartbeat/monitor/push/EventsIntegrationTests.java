package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.FakeStateManager;
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
class EventsIntegrationTests {

	private static final String ALL = "{\"op\":\"subscribe\",\"max_rate_ms\":0,\"events\":true}";

	private static FakeStateManager stateManager;

	private static Monitor monitor;

	private static Monitor replica;

	@BeforeAll
	static void start() throws IOException {
		stateManager = new FakeStateManager();
		for (int i = 0; i < 5; i++) {
			stateManager.log("kiwi-01", "online");
		}
		monitor = new Monitor(stateManager, SharedStores.redis(), "heartbeat.events.keep=200",
				"heartbeat.events.resume-limit=150", "heartbeat.events.page-size=20")
			.awaitLive();
		replica = new Monitor(stateManager, SharedStores.redis()).awaitLive();
		monitor.load(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)),
				Robots.robot("kiwi-02", 1, "kiwi-02", RobotStatus.ONLINE, "lab-b", Robots.beat(1)));
	}

	@AfterAll
	static void stop() {
		replica.close();
		monitor.close();
		stateManager.close();
	}

	@Test
	void eventsBeginNowAndComeInOrder() {
		try (Watcher watcher = monitor.watch(ALL); Watcher without = monitor.watch("{\"op\":\"subscribe\"}")) {
			await().until(() -> watcher.last("snapshot").isPresent() && without.last("snapshot").isPresent());
			long first = monitor.happen("kiwi-01", "offline").id();
			long last = monitor.happen("kiwi-01", "online").id();
			await().until(() -> watcher.events().contains(last));
			assertThat(watcher.events())
				.containsExactlyElementsOf(LongStream.rangeClosed(first, last).boxed().toList());
			JsonNode frame = watcher.last("event").orElseThrow();
			assertThat(frame.path("cursor").stringValue()).isEqualTo(Long.toString(last));
			assertThat(frame.path("events").path(0).path("subject").stringValue()).isEqualTo("kiwi-01");
			assertThat(without.frames("event")).isEmpty();
		}
	}

	@Test
	void anEventThatNobodyHintedAtComesAllTheSame() {
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.last("snapshot").isPresent());
			long id = stateManager.log("kiwi-01", "offline").id();
			await().until(() -> watcher.events().contains(id));
			monitor.hint("no number");
			long next = stateManager.log("kiwi-01", "online").id();
			await().until(() -> watcher.events().contains(next));
		}
	}

	@Test
	void whoResumesAtAnyReplicaMissesNothingAndGetsNothingTwice() {
		String cursor;
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.last("snapshot").isPresent());
			cursor = last(watcher, "snapshot", "event_cursor");
		}
		List<Long> missed = LongStream.range(0, 130)
			.map(i -> stateManager.log("kiwi-01", "flapping").id())
			.boxed()
			.toList();
		String resume = "{\"op\":\"subscribe\",\"events\":true,\"since\":\"" + cursor + "\"}";
		try (Watcher here = monitor.watch(resume); Watcher there = replica.watch(resume)) {
			await().until(() -> here.events().containsAll(missed) && there.events().containsAll(missed));
			assertThat(last(here, "snapshot", "event_cursor")).isEqualTo(cursor);
			long after = monitor.happen("kiwi-01", "online").id();
			await().until(() -> here.events().contains(after) && there.events().contains(after));
			assertThat(here.events()).containsSubsequence(missed).doesNotHaveDuplicates().startsWith(missed.getFirst());
			assertThat(there.events()).isEqualTo(here.events());
			assertThat(here.frames("event").getFirst().path("events").size()).isLessThanOrEqualTo(100);
			assertThat(here.frames("gap")).isEmpty();
		}
	}

	@Test
	void whatHappenedBeforeTheStartCanBeResumedFrom() {
		try (Watcher watcher = replica.watch("{\"op\":\"subscribe\",\"events\":true,\"since\":\"2\"}")) {
			await().until(() -> watcher.events().size() >= 3);
			assertThat(watcher.events()).startsWith(3L, 4L, 5L);
		}
	}

	@Test
	void whatIsTooMuchIsNamedAndEventsGoOnFromThere() {
		String cursor = Long.toString(stateManager.log("kiwi-01", "online").id());
		for (int i = 0; i < 151; i++) {
			stateManager.log("kiwi-01", "flapping");
		}
		FleetEvent newest = monitor.happen("kiwi-01", "online");
		awaitCursor(newest.id());
		try (Watcher watcher = monitor.watch("{\"op\":\"subscribe\",\"events\":true,\"since\":\"" + cursor + "\"}")) {
			await().until(() -> watcher.last("gap").isPresent());
			JsonNode gap = watcher.last("gap").orElseThrow();
			assertThat(gap.path("reason").stringValue()).isEqualTo("events_left_out");
			assertThat(gap.path("from_cursor").stringValue()).isEqualTo(cursor);
			assertThat(Long.parseLong(gap.path("to_cursor").stringValue())).isGreaterThanOrEqualTo(newest.id());
			long next = monitor.happen("kiwi-01", "offline").id();
			await().until(() -> watcher.events().contains(next));
			assertThat(watcher.events()).noneMatch(id -> id <= newest.id());
		}
	}

	@Test
	void aCursorThatIsAheadOfTheLogIsOfAnotherLog() {
		long ahead = stateManager.log("kiwi-01", "online").id() + 1_000_000;
		try (Watcher watcher = monitor.watch("{\"op\":\"subscribe\",\"events\":true,\"since\":\"" + ahead + "\"}")) {
			await().until(() -> watcher.last("gap").isPresent());
			long next = monitor.happen("kiwi-01", "offline").id();
			await().until(() -> watcher.events().contains(next));
		}
	}

	@Test
	void aFilterTakesEventsOfItsRobotsAndOfSitesWhateverTheStatus() {
		try (Watcher watcher = monitor.watch("""
				{"op":"subscribe","filter":{"site":["lab-b"],"status":["failed"]},"events":true}""")) {
			await().until(() -> watcher.last("snapshot").isPresent());
			long other = monitor.happen("kiwi-01", "offline").id();
			long site = stateManager.log(SubjectKind.SITE, "lab-a", "site_unreachable").id();
			long own = monitor.happen("kiwi-02", "offline").id();
			await().until(() -> watcher.events().contains(own));
			assertThat(watcher.events()).contains(site).doesNotContain(other);
			await().until(() -> Long.parseLong(last(watcher, "ping", "event_cursor")) >= own);
		}
	}

	private static void awaitCursor(long id) {
		try (Watcher watcher = monitor.watch(ALL)) {
			await().until(() -> watcher.last("ping").isPresent()
					&& Long.parseLong(last(watcher, "ping", "event_cursor")) >= id);
		}
	}

	private static String last(Watcher watcher, String op, String field) {
		return watcher.last(op).map(frame -> frame.path(field).stringValue("0")).orElse("0");
	}

}
