package com.lekiwi.heartbeat.monitor.push;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.fixture.Defaults;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class WatcherTests {

	private static final SourceState SOURCE = new SourceState(true, true, Robots.START, List.of());

	private final FleetView view = new FleetView();

	private final RobotJson json = new RobotJson();

	private final Frames frames = new Frames(Clock.fixed(Robots.START, ZoneOffset.UTC));

	private final EventRing ring = new EventRing(Defaults.with());

	private final SharedFrames shared = new SharedFrames(this.view, this.json, this.frames, 1000);

	@Test
	void anEmptyFleetIsASnapshotToo() {
		assertThat(snapshot(RobotFilter.ALL, 2)).containsExactly("""
				{"op":"snapshot","as_of":"2026-01-01T12:00:00Z","part":1,"parts":1,"source":{"redis":"up",\
				"state_manager":"up","fresh_as_of":"2026-01-01T12:00:00Z"},"robots":[]}""");
	}

	@Test
	void aSnapshotIsCutIntoParts() {
		load("a", RobotStatus.ONLINE, 1);
		load("b", RobotStatus.ONLINE, 1);
		load("c", RobotStatus.ONLINE, 1);
		List<String> parts = snapshot(RobotFilter.ALL, 2);
		assertThat(parts).hasSize(2);
		assertThat(parts.getLast()).contains("\"part\":2,\"parts\":2", "\"id\":\"c\"").doesNotContain("\"id\":\"a\"");
	}

	@Test
	void changesThatWereOvertakenAreLeftOutAndCounted() throws Exception {
		load("a", RobotStatus.ONLINE, 1);
		Watcher watcher = watcher(RobotFilter.ALL);
		snapshot(watcher);
		for (int seq = 2; seq <= 6; seq++) {
			this.view.apply(Robots.beats("a", Robots.beat(seq), null));
		}
		assertThat(watcher.pending()).isEqualTo(5);
		JsonNode delta = FleetJson.mapper().readTree(delta(watcher));
		assertThat(delta.path("conflated").intValue()).isEqualTo(4);
		assertThat(delta.path("robots").size()).isEqualTo(1);
		assertThat(delta.path("robots").path(0).path("beat").path("seq").intValue()).isEqualTo(6);
		assertThat(watcher.isBehind()).isFalse();
		assertThat(delta(watcher)).isNull();
	}

	@Test
	void aRobotEntersAsAWholeAndLeavesByName() throws Exception {
		load("a", RobotStatus.OFFLINE, 1);
		Watcher watcher = watcher(
				new RobotFilter(Set.of(RobotStatus.ONLINE), Set.of(), Set.of(), Set.of(), Set.of(), null));
		snapshot(watcher);
		load("a", RobotStatus.ONLINE, 2);
		assertThat(delta(watcher))
			.contains("\"robots\":[{\"id\":\"a\",\"version\":2,\"name\":\"a\"", "\"type\":\"lekiwi\"")
			.doesNotContain("removed");
		load("a", RobotStatus.OFFLINE, 3);
		assertThat(delta(watcher)).contains("\"robots\":[],\"removed\":[\"a\"]");
		load("a", RobotStatus.FAILED, 4);
		assertThat(delta(watcher)).isNull();
	}

	@Test
	void aRobotThatIsGoneIsRemoved() throws Exception {
		load("a", RobotStatus.ONLINE, 1);
		Watcher watcher = watcher(RobotFilter.ALL);
		snapshot(watcher);
		this.view.retain(Set.of(), this.view.last());
		assertThat(delta(watcher)).contains("\"removed\":[\"a\"]");
	}

	@Test
	void watchersWhoHaveSeenTheSameGetTheSameFrame() {
		load("a", RobotStatus.ONLINE, 1);
		RobotFilter online = new RobotFilter(Set.of(RobotStatus.ONLINE), Set.of(), Set.of(), Set.of(), Set.of(), null);
		Watcher one = watcher(online);
		Watcher other = watcher(online);
		snapshot(one);
		snapshot(other);
		load("a", RobotStatus.OFFLINE, 2);
		this.shared.forget();
		WireFrame first = one.delta(this.shared).frame();
		assertThat(first).isNotNull();
		assertThat(other.delta(this.shared).frame()).isSameAs(first);
		load("a", RobotStatus.ONLINE, 3);
		assertThat(delta(other)).contains("\"name\":\"a\"");
	}

	@Test
	void aLongDeltaComesInPieces() {
		SharedFrames small = new SharedFrames(this.view, this.json, this.frames, 2);
		Watcher watcher = watcher(RobotFilter.ALL);
		snapshot(watcher);
		load("a", RobotStatus.ONLINE, 1);
		load("b", RobotStatus.ONLINE, 1);
		load("c", RobotStatus.ONLINE, 1);
		Delta first = watcher.delta(small);
		assertThat(first.isCut()).isTrue();
		assertThat(text(first.frame())).contains("\"id\":\"a\"", "\"id\":\"b\"").doesNotContain("\"id\":\"c\"");
		Delta second = watcher.delta(small);
		assertThat(second.isCut()).isFalse();
		assertThat(text(second.frame())).contains("\"id\":\"c\"");
		assertThat(watcher.isBehind()).isFalse();
	}

	@Test
	void whatChangesWhileASnapshotIsTakenFollowsIt() {
		load("a", RobotStatus.ONLINE, 1);
		load("b", RobotStatus.ONLINE, 1);
		Watcher watcher = watcher(RobotFilter.ALL, 1);
		watcher.snapshot(SOURCE);
		load("a", RobotStatus.OFFLINE, 2);
		load("b", RobotStatus.OFFLINE, 2);
		assertThat(text(watcher.snapshot(SOURCE))).contains("\"part\":2,\"parts\":2", "offline");
		assertThat(delta(watcher)).contains("\"id\":\"a\"").contains("offline");
	}

	@Test
	void eachWatcherGetsAllEventsAlsoWhenTheLogGrowsBetweenTheirTurns() {
		this.ring.begin(0);
		log(1);
		this.ring.confirm(System.nanoTime());
		Watcher one = follower();
		Watcher other = follower();
		log(2);
		assertThat(text(one.events(this.shared))).contains("\"id\":2", "\"cursor\":\"2\"");
		log(3);
		assertThat(text(other.events(this.shared))).contains("\"id\":2", "\"id\":3", "\"cursor\":\"3\"");
		assertThat(text(one.events(this.shared))).contains("\"id\":3", "\"cursor\":\"3\"").doesNotContain("\"id\":2");
		assertThat(one.isBehindInLog() || other.isBehindInLog()).isFalse();
	}

	@Test
	void watchersAtTheSamePlaceInTheLogGetTheSameFrame() {
		this.ring.begin(0);
		this.ring.confirm(System.nanoTime());
		Watcher one = follower();
		Watcher other = follower();
		log(1);
		assertThat(one.events(this.shared)).isSameAs(other.events(this.shared));
	}

	private void log(long id) {
		this.ring.add(
				List.of(new FleetEvent(id, SubjectKind.ROBOT, "a", "online", Robots.START, Robots.START, Map.of())),
				id);
	}

	private Watcher follower() {
		return watcher(new Subscription(RobotFilter.ALL, Duration.ZERO, true, null), 500);
	}

	private void load(String id, RobotStatus status, long version) {
		this.view.load(List.of(Robots.robot(id, version, status, Robots.beat(1))));
	}

	private Watcher watcher(RobotFilter filter) {
		return watcher(filter, 500);
	}

	private Watcher watcher(RobotFilter filter, int partSize) {
		return watcher(new Subscription(filter, Duration.ZERO, false, null), partSize);
	}

	private Watcher watcher(Subscription subscription, int partSize) {
		SnapshotParts parts = new SnapshotParts(this.view, this.json, this.ring, this.frames,
				Defaults.with("push.snapshot-part=" + partSize));
		return new Watcher(subscription, this.view, this.json, this.frames, parts, this.ring, 100);
	}

	private List<String> snapshot(RobotFilter filter, int partSize) {
		return snapshot(watcher(filter, partSize));
	}

	private static List<String> snapshot(Watcher watcher) {
		List<String> parts = new ArrayList<>();
		for (WireFrame part = watcher.snapshot(SOURCE); part != null; part = watcher.snapshot(SOURCE)) {
			parts.add(text(part));
		}
		return parts;
	}

	/** What is new; {@code null} for nothing that concerns the watcher. */
	private String delta(Watcher watcher) {
		this.shared.forget();
		Delta delta = watcher.delta(this.shared);
		return (delta.frame() != null) ? text(delta.frame()) : null;
	}

	/** The message in a frame, without the frame's head. */
	private static String text(WireFrame frame) {
		String all = StandardCharsets.UTF_8.decode(frame.buffer()).toString();
		return all.substring(all.indexOf('{'));
	}

}
