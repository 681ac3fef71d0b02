package com.lekiwi.heartbeat.monitor.poll;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.event.EventPosition.LeftOut;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.fixture.Defaults;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens are believed where they can be true; else everything is told anew. */
class UpdateReaderTests {

	private final MonitorSettings settings = Defaults.with("updates.max-robots=3", "events.resume-limit=2");

	private final FleetView view = new FleetView();

	private final EventRing ring = new EventRing(this.settings);

	private final UpdateReader reader = new UpdateReader(this.view, new RobotJson(), this.ring, this.settings);

	@BeforeEach
	void threeRobotsAndALog() {
		load("a", "b", "c");
		this.ring.begin(0);
		log(1, 2, 3);
		this.ring.confirm(System.nanoTime());
	}

	@Test
	void asManyRobotsAsFitAreOneAnswerAndOneMoreIsAnother() {
		UpdateAnswer all = ask(null);
		assertThat(all.snapshot()).isTrue();
		assertThat(all.more()).isFalse();
		assertThat(ids(all)).containsExactly("a", "b", "c");
		load("d");
		UpdateAnswer cut = ask(null);
		assertThat(cut.more()).isTrue();
		assertThat(ids(cut)).containsExactly("a", "b", "c");
		UpdateAnswer rest = ask(cut.next());
		assertThat(rest.snapshot()).isFalse();
		assertThat(rest.more()).isFalse();
		assertThat(ids(rest)).containsExactly("d");
	}

	@Test
	void asManyChangesAsFitAreOneAnswerAndOneMoreIsAnother() {
		UpdateToken before = ask(null).next();
		load("d", "e", "f");
		UpdateAnswer all = ask(before);
		assertThat(all.more()).isFalse();
		assertThat(ids(all)).containsExactly("d", "e", "f");
		load("g");
		UpdateAnswer cut = ask(before);
		assertThat(cut.more()).isTrue();
		assertThat(ids(cut)).containsExactly("d", "e", "f");
		assertThat(ids(ask(cut.next()))).containsExactly("g");
	}

	@Test
	void aChangeThatWasNeverMadeIsAnsweredWithASnapshot() {
		UpdateToken before = ask(null).next();
		UpdateToken forged = new UpdateToken(before.instance(), before.change() + 1, before.cursor(), before.since(),
				before.filter(), "0", null);
		assertThat(ask(before).isNews()).isFalse();
		assertThat(ask(forged).snapshot()).isTrue();
		assertThat(ids(ask(forged))).containsExactly("a", "b", "c");
	}

	@Test
	void anotherReplicasTokenIsAnsweredWithASnapshot() {
		UpdateToken before = ask(null).next();
		UpdateToken foreign = new UpdateToken("00000000", before.change(), before.cursor(), before.since(),
				before.filter(), "0", null);
		assertThat(ask(foreign).snapshot()).isTrue();
	}

	@Test
	void aCursorThatTheLogHasNotReachedIsNamedAsLeftOutAsSoonAsTheLogWasLookedAt() {
		UpdateAnswer first = ask(UpdateToken.parse("1000"));
		// Another replica may be ahead of this one; the next look at the log tells.
		assertThat(first.leftOut()).isNull();
		assertThat(ask(first.next()).isNews()).isFalse();
		this.ring.confirm(System.nanoTime() + 1_000);
		UpdateAnswer answer = ask(first.next());
		assertThat(answer.leftOut()).isEqualTo(new LeftOut(1_000, 3));
		assertThat(answer.next().cursor()).isEqualTo(3);
		log(4);
		assertThat(events(ask(answer.next()))).containsExactly(4L);
	}

	@Test
	void whoComesWithACursorOfTheLogGetsTheFleetAndTheEventsSince() {
		UpdateAnswer answer = ask(UpdateToken.parse("1"));
		assertThat(answer.snapshot()).isTrue();
		assertThat(ids(answer)).containsExactly("a", "b", "c");
		assertThat(events(answer)).containsExactly(2L, 3L);
		assertThat(ask(answer.next()).isNews()).isFalse();
	}

	@Test
	void moreEventsThanAreDeliveredAreLeftOutAndNamed() {
		UpdateToken before = ask(null).next();
		log(4, 5);
		assertThat(events(ask(before))).containsExactly(4L, 5L);
		log(6);
		UpdateAnswer answer = ask(before);
		assertThat(answer.leftOut()).isEqualTo(new LeftOut(3, 6));
		assertThat(answer.events()).isEmpty();
		log(7);
		assertThat(events(ask(answer.next()))).containsExactly(7L);
	}

	private void load(String... ids) {
		this.view.load(Arrays.stream(ids).map(id -> Robots.robot(id, 1, RobotStatus.ONLINE, Robots.beat(1))).toList());
	}

	private void log(long... ids) {
		this.ring.add(LongStream.of(ids)
			.mapToObj(id -> new FleetEvent(id, SubjectKind.ROBOT, "a", "online", Robots.START, Robots.START, Map.of()))
			.toList(), ids[ids.length - 1]);
	}

	private UpdateAnswer ask(UpdateToken since) {
		return this.reader.read(new UpdateQuery(since, RobotFilter.ALL, true, Duration.ZERO));
	}

	private static List<String> ids(UpdateAnswer answer) {
		return answer.robots()
			.stream()
			.map(robot -> FleetJson.mapper().readTree(robot).path("id").stringValue())
			.sorted()
			.toList();
	}

	private static List<Long> events(UpdateAnswer answer) {
		return answer.events()
			.stream()
			.map(event -> FleetJson.mapper().readTree(event).path("id").longValue())
			.toList();
	}

}
