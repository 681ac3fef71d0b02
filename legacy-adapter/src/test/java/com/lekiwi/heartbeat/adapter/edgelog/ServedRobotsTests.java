package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServedRobotsTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final ServedRobots robots = new ServedRobots(3, Duration.ofMinutes(1));

	@Test
	void aRobotIsWrittenOnceAndThenOnceAMinute() {
		assertThat(written("kiwi-07", Side.NEW, 0)).isEqualTo("new");
		assertThat(written("kiwi-07", Side.NEW, 30)).isEqualTo("nothing");
		assertThat(written("kiwi-07", Side.NEW, 60)).isEqualTo("new");
		assertThat(written("kiwi-07", Side.NEW, 61)).isEqualTo("nothing");
	}

	@Test
	void aRobotThatMovesIsWrittenAtOnce() {
		written("kiwi-07", Side.LEGACY, 0);
		assertThat(written("kiwi-07", Side.NEW, 1)).isEqualTo("both");
		// And back: it is on both still, and its latest side is told.
		this.robots.add("kiwi-07", Side.LEGACY, NOON.plusSeconds(2));
		assertThat(this.robots.take(10)).singleElement().satisfies(robot -> {
			assertThat(robot.system()).isEqualTo("both");
			assertThat(robot.latest()).isEqualTo(Side.LEGACY);
		});
	}

	@Test
	void anHourBeginsAnewAndWhatIsUnwrittenOfTheLastIsNotLost() {
		this.robots.add("kiwi-07", Side.LEGACY, NOON.plusSeconds(3599));
		this.robots.add("kiwi-07", Side.NEW, NOON.plusSeconds(3600));
		assertThat(this.robots.take(10)).extracting(ServedRobot::system).containsExactly("legacy", "new");
	}

	@Test
	void thereIsRoomForSoManyAndAgainInTheNextHour() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.robots.add("kiwi-" + i, Side.NEW, NOON)).isTrue();
		}
		assertThat(this.robots.add("kiwi-3", Side.NEW, NOON)).isFalse();
		assertThat(this.robots.add("kiwi-0", Side.LEGACY, NOON)).isTrue();
		this.robots.take(10);
		assertThat(this.robots.add("kiwi-3", Side.NEW, NOON.plusSeconds(3600))).isTrue();
	}

	@Test
	void whatTheStoreDidNotTakeIsTakenAgainWithWhatCameMeanwhile() {
		this.robots.add("kiwi-07", Side.LEGACY, NOON);
		List<ServedRobot> refused = this.robots.take(10);
		this.robots.add("kiwi-07", Side.NEW, NOON.plusSeconds(1));
		this.robots.putBack(refused);
		assertThat(this.robots.take(10)).extracting(ServedRobot::system).containsExactly("both");
		assertThat(this.robots.take(10)).isEmpty();
	}

	private String written(String robot, Side side, int second) {
		this.robots.add(robot, side, NOON.plusSeconds(second));
		return this.robots.take(10).stream().map(ServedRobot::system).findFirst().orElse("nothing");
	}

}
