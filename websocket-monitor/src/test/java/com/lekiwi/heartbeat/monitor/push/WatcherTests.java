package com.lekiwi.heartbeat.monitor.push;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class WatcherTests {

	private static final SourceState SOURCE = new SourceState(true, true, Robots.START, List.of());

	private final FleetView view = new FleetView();

	private final Frames frames = new Frames(Clock.fixed(Robots.START, ZoneOffset.UTC));

	@Test
	void anEmptyFleetIsASnapshotToo() {
		assertThat(snapshot(watcher(RobotFilter.ALL), 2)).containsExactly("""
				{"op":"snapshot","as_of":"2026-01-01T12:00:00Z","part":1,"parts":1,"source":{"redis":"up",\
				"state_manager":"up","fresh_as_of":"2026-01-01T12:00:00Z"},"robots":[]}""");
	}

	@Test
	void aSnapshotIsCutIntoParts() {
		load("a", RobotStatus.ONLINE, 1);
		load("b", RobotStatus.ONLINE, 1);
		load("c", RobotStatus.ONLINE, 1);
		List<String> parts = snapshot(watcher(RobotFilter.ALL), 2);
		assertThat(parts).hasSize(2);
		assertThat(parts.getLast()).contains("\"part\":2,\"parts\":2", "\"id\":\"c\"").doesNotContain("\"id\":\"a\"");
	}

	@Test
	void changesThatWereOvertakenAreLeftOutAndCounted() throws Exception {
		load("a", RobotStatus.ONLINE, 1);
		Watcher watcher = watcher(RobotFilter.ALL);
		snapshot(watcher, 10);
		for (int seq = 2; seq <= 6; seq++) {
			this.view.apply(Robots.beats("a", Robots.beat(seq), null));
		}
		assertThat(watcher.pending()).isEqualTo(5);
		JsonNode delta = FleetJson.mapper().readTree(watcher.delta());
		assertThat(delta.path("conflated").intValue()).isEqualTo(4);
		assertThat(delta.path("robots").size()).isEqualTo(1);
		assertThat(delta.path("robots").path(0).path("beat").path("seq").intValue()).isEqualTo(6);
		assertThat(watcher.isBehind()).isFalse();
		assertThat(watcher.delta()).isNull();
	}

	@Test
	void aRobotEntersAsAWholeAndLeavesByName() throws Exception {
		load("a", RobotStatus.OFFLINE, 1);
		Watcher watcher = watcher(
				new RobotFilter(Set.of(RobotStatus.ONLINE), Set.of(), Set.of(), Set.of(), Set.of(), null));
		snapshot(watcher, 10);
		load("a", RobotStatus.ONLINE, 2);
		assertThat(watcher.delta())
			.contains("\"robots\":[{\"id\":\"a\",\"version\":2,\"name\":\"a\"", "\"type\":\"lekiwi\"")
			.doesNotContain("removed");
		load("a", RobotStatus.OFFLINE, 3);
		assertThat(watcher.delta()).contains("\"robots\":[],\"removed\":[\"a\"]");
		load("a", RobotStatus.FAILED, 4);
		assertThat(watcher.delta()).isNull();
	}

	@Test
	void aRobotThatIsGoneIsRemoved() throws Exception {
		load("a", RobotStatus.ONLINE, 1);
		Watcher watcher = watcher(RobotFilter.ALL);
		snapshot(watcher, 10);
		this.view.retain(Set.of(), this.view.last());
		assertThat(watcher.delta()).contains("\"removed\":[\"a\"]");
	}

	private void load(String id, RobotStatus status, long version) {
		this.view.load(List.of(Robots.robot(id, version, status, Robots.beat(1))));
	}

	private Watcher watcher(RobotFilter filter) {
		return new Watcher(new Subscription(filter, Duration.ZERO), this.view, new RobotJson(), this.frames);
	}

	private static List<String> snapshot(Watcher watcher, int partSize) {
		List<String> parts = new ArrayList<>();
		watcher.snapshot(partSize, SOURCE).forEachRemaining(parts::add);
		return parts;
	}

}
