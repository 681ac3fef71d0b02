package com.lekiwi.heartbeat.benchmarks.ingest;

import com.lekiwi.heartbeat.benchmarks.ingest.Contestant.Place;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTests {

	private final Turns turns = new Turns();

	@Test
	void figuresAreMediansAndRatiosAreMediansOfEachRoundsRatio() {
		round(40_000, 32_000);
		round(10_000, 9_000);
		round(50_000, 30_000);
		assertThat(this.turns.median(Place.FLOOR, turn -> turn.wrk().perSecond())).isEqualTo(40_000);
		assertThat(this.turns.median(Place.DURABLE, turn -> turn.wrk().perSecond())).isEqualTo(30_000);
		assertThat(this.turns.ratio(Place.DURABLE, Place.FLOOR)).isEqualTo(0.8);
		assertThat(this.turns.sum(Place.DURABLE, Turn::updates)).isEqualTo(21);
	}

	private void round(long floor, long durable) {
		this.turns.add(Place.FLOOR, turn(floor));
		this.turns.add(Place.DURABLE, turn(durable));
	}

	private static Turn turn(long answers) {
		return new Turn(new WrkResult(answers, answers, 1_000_000, 1, 2, 3, 4, 0, 0, 0, 0.1),
				new CpuTimes(0, 0, 0, 0, 0), answers, 7);
	}

}
