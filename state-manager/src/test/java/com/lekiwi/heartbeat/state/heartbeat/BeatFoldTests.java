package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BeatFoldTests {

	@Test
	void beatsOfOneBootBecomeOneRowWithAllNumbersAndTheNewestValues() {
		BeatFold fold = BeatFold
			.of(List.of(beat("a", "b", 5, 50f), beat("a", "b", 7, 70f), beat("a", "b", 6, 60f), beat("a", "b", 7, 1f)));
		List<FoldedBeat> round = fold.nextRound();
		assertThat(round).hasSize(1);
		FoldedBeat row = round.getFirst();
		assertThat(row.numbers()).isEqualTo(new SequenceWindow(5, 7, 0b111, 3));
		assertThat(row.newest()).isNotNull();
		assertThat(row.newest().beat().seq()).isEqualTo(7);
		assertThat(row.newest().beat().battery()).isEqualTo(new Battery(70f, null));
		assertThat(live(row)).containsExactlyInAnyOrder(5L, 6L, 7L);
		assertThat(fold.nextRound()).isEmpty();
	}

	@Test
	void rowsAreInTheOrderInWhichTheyAreLocked() {
		BeatFold fold = BeatFold.of(List.of(beat("c", "b", 1, null), beat("B", "b", 1, null), beat("a", "b", 1, null),
				beat("a1", "b", 1, null)));
		assertThat(fold.nextRound()).extracting(row -> row.id().value()).containsExactly("B", "a", "a1", "c");
	}

	@Test
	void twoBootsAreWrittenOneAfterTheOther() {
		BeatFold fold = BeatFold.of(List.of(beat("a", "b1", 9, null), beat("a", "b2", 1, null),
				beat("a", "b2", 2, null), beat("c", "b", 1, null)));
		assertThat(fold.nextRound()).extracting(FoldedBeat::bootId).containsExactly("b1", "b");
		assertThat(fold.nextRound()).extracting(FoldedBeat::bootId).containsExactly("b2");
		assertThat(fold.nextRound()).isEmpty();
	}

	@Test
	void numbersThatDoNotFitIntoOneWindowMakeTwoRows() {
		BeatFold fold = BeatFold
			.of(List.of(beat("a", "b", 1, null), beat("a", "b", 64, null), beat("a", "b", 65, null)));
		assertThat(fold.nextRound().getFirst().numbers()).isEqualTo(new SequenceWindow(1, 64, (1L << 63) | 1, 2));
		assertThat(fold.nextRound().getFirst().numbers()).isEqualTo(new SequenceWindow(65, 65, 1, 1));
	}

	@Test
	void aBufferedBeatGivesItsNumberAndNoValues() {
		Heartbeat late = new Heartbeat("b", 9, null, null, null, null, null, null, null, true, new Battery(1f, null),
				null, null, null);
		BeatFold fold = BeatFold
			.of(List.of(beat("a", "b", 8, 80f), new ReceivedBeat(new RobotId("a"), late, Instant.EPOCH)));
		FoldedBeat row = fold.nextRound().getFirst();
		assertThat(row.numbers().highest()).isEqualTo(9);
		assertThat(row.newest()).isNotNull();
		assertThat(row.newest().beat().seq()).isEqualTo(8);
		assertThat(live(row)).containsExactly(8L);
	}

	private static List<Long> live(FoldedBeat row) {
		List<Long> numbers = new ArrayList<>();
		row.eachLive(beat -> numbers.add(beat.beat().seq()));
		return numbers;
	}

	private static ReceivedBeat beat(String robot, String boot, long seq, @Nullable Float percent) {
		Battery battery = (percent != null) ? new Battery(percent, null) : null;
		return new ReceivedBeat(new RobotId(robot),
				new Heartbeat(boot, seq, null, null, null, null, null, null, null, null, battery, null, null, null),
				Instant.EPOCH);
	}

}
