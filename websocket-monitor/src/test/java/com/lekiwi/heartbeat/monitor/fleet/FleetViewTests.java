package com.lekiwi.heartbeat.monitor.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FleetViewTests {

	private final FleetView view = new FleetView();

	private final RobotJson json = new RobotJson();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void anyOrderAndAnyRepeatsLeadToTheSameRobot(long seed) {
		Random random = new Random(seed);
		List<FleetUpdate> updates = new ArrayList<>();
		for (int i = 1; i <= 20; i++) {
			updates.add(Robots
				.changes(Robots.robot("kiwi-01", i, (i % 2 == 0) ? RobotStatus.ONLINE : RobotStatus.OFFLINE, null)));
			updates.add(Robots.beats("kiwi-01", Robots.beat(i), new Counters(i, 0, 0)));
		}
		updates.addAll(List.copyOf(updates));
		Collections.shuffle(updates, random);
		updates.forEach(this.view::apply);
		Robot robot = only();
		assertThat(robot.version()).isEqualTo(20);
		assertThat(robot.status()).isEqualTo(RobotStatus.ONLINE);
		assertThat(robot.beat()).isEqualTo(Robots.beat(20));
		assertThat(robot.counters()).isEqualTo(new Counters(20, 0, 0));
	}

	@Test
	void whoeverIsFarBehindGetsEachRobotOnceAndWhatChangedOfIt() {
		load("kiwi-01", "kiwi-02");
		long seen = this.view.last();
		for (int seq = 2; seq < 50; seq++) {
			this.view.apply(Robots.beats("kiwi-01", Robots.beat(seq), null));
		}
		this.view.apply(Robots.changes(Robots.robot("kiwi-01", 2, "renamed", RobotStatus.ONLINE, null, null)));
		Changes changes = this.view.since(seen, Integer.MAX_VALUE);
		assertThat(changes.robots()).hasSize(1);
		assertThat(changes.upTo() - seen).isEqualTo(49);
		String part = changes.robots().getFirst().since(seen, this.json);
		assertThat(part).contains("\"id\":\"kiwi-01\"", "\"seq\":49", "\"name\":\"renamed\"", "\"site\":null")
			.doesNotContain("address", "registered_at");
		assertThat(this.view.since(changes.upTo(), Integer.MAX_VALUE).robots()).isEmpty();
	}

	@Test
	void aRetiredRobotLeavesAtOnceAndOnlyItsReturnBringsItBack() {
		load("kiwi-01");
		Robot before = only();
		long seen = this.view.last();
		Robot retired = Robots.retired(before);
		this.view.apply(Robots.changes(retired));
		assertThat(this.view.size()).isZero();
		assertThat(this.view.since(seen, Integer.MAX_VALUE).robots()).singleElement().satisfies(left -> {
			assertThat(left.id()).isEqualTo(before.id());
			assertThat(left.robot()).isNull();
		});
		// What was on its way when it left.
		this.view.apply(Robots.changes(before));
		this.view.load(List.of(before));
		this.view.load(List.of(retired));
		this.view.apply(Robots.beats("kiwi-01", Robots.beat(99), null));
		this.view.load(List.of(retired));
		assertThat(this.view.size()).isZero();
		assertThat(this.view.unknown()).isEmpty();
		Robot back = Robots.robot("kiwi-01", retired.version() + 1, RobotStatus.ONLINE, null);
		this.view.apply(Robots.changes(back));
		assertThat(only().version()).isEqualTo(back.version());
		this.view.load(List.of(retired));
		assertThat(this.view.size()).isEqualTo(1);
	}

	@Test
	void aRetiredRobotThatWasNeverHereStaysAway() {
		this.view.apply(Robots.beats("kiwi-01", Robots.beat(7), null));
		this.view.load(List.of(Robots.retired(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(7)))));
		assertThat(this.view.size()).isZero();
		assertThat(this.view.unknown()).isEmpty();
	}

	@Test
	void aFieldThatChangedIsSentAndOneThatIsNoMoreIsNull() {
		load("kiwi-01");
		this.view.apply(Robots.changes(Robots.offline(only(), OfflineCause.SITE, true)));
		long seen = this.view.last();
		this.view.apply(Robots.changes(Robots.robot("kiwi-01", 9, RobotStatus.ONLINE, null)));
		assertThat(this.view.since(seen, Integer.MAX_VALUE).robots().getFirst().since(seen, this.json))
			.contains("\"offline_cause\":null", "\"flapping\":false", "\"version\":9")
			.doesNotContain("maintenance", "retired_at");
	}

	@Test
	void aBeatThatComesBeforeItsRobotIsKeptForIt() {
		assertThat(this.view.apply(Robots.beats("kiwi-01", Robots.beat(7), null))).isTrue();
		assertThat(this.view.unknown()).containsExactly(new RobotId("kiwi-01"));
		load("kiwi-01");
		assertThat(only().beat()).isEqualTo(Robots.beat(7));
		assertThat(this.view.unknown()).isEmpty();
	}

	@Test
	void robotsThatWereNotFoundAreGoneUnlessTheyAreNewer() {
		load("kiwi-01", "kiwi-02");
		long begin = this.view.last();
		load("kiwi-03");
		this.view.retain(Set.of(new RobotId("kiwi-01")), begin);
		assertThat(this.view.all()).extracting(robot -> robot.id().value()).containsExactly("kiwi-01", "kiwi-03");
		ViewedRobot gone = this.view.since(begin + 1, Integer.MAX_VALUE).robots().getFirst();
		assertThat(gone.id()).isEqualTo(new RobotId("kiwi-02"));
		assertThat(gone.robot()).isNull();
	}

	@Test
	void aRobotThatComesBackIsNotGoneAnyMore() {
		load("kiwi-01");
		long seen = this.view.last();
		this.view.retain(Set.of(), seen);
		load("kiwi-01");
		Changes changes = this.view.since(seen, Integer.MAX_VALUE);
		assertThat(changes.robots()).hasSize(1);
		assertThat(changes.robots().getFirst().since(seen, this.json)).contains("registered_at",
				"\"status\":\"online\"");
	}

	@Test
	void whenTooMuchHasGoneWhoeverIsBehindMustReadAll() {
		load("kiwi-01");
		long seen = this.view.last();
		for (int i = 0; i <= FleetView.REMEMBERED; i++) {
			load("gone-" + i);
			this.view.retain(Set.of(new RobotId("kiwi-01")), this.view.last());
		}
		assertThat(this.view.since(seen, Integer.MAX_VALUE)).isNull();
		assertThat(this.view.since(this.view.last(), Integer.MAX_VALUE).robots()).isEmpty();
	}

	@Test
	void listenersHearOfChangesOnly() {
		AtomicInteger heard = new AtomicInteger();
		this.view.onChange(heard::incrementAndGet);
		load("kiwi-01");
		load("kiwi-01");
		this.view.apply(Robots.beats("kiwi-01", Robots.beat(1), null));
		assertThat(heard).hasValue(1);
	}

	private void load(String... ids) {
		for (String id : ids) {
			this.view.load(List.of(Robots.robot(id, 1, RobotStatus.ONLINE, Robots.beat(1))));
		}
	}

	private Robot only() {
		assertThat(this.view.all()).hasSize(1);
		return this.view.all().getFirst().robot();
	}

}
