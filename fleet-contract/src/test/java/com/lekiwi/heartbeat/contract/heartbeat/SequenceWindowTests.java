package com.lekiwi.heartbeat.contract.heartbeat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceWindowTests {

	@Test
	void nothingIsLostWhenEveryBeatArrivesInOrder() {
		SequenceWindow window = SequenceWindow.startingAt(1);
		for (long seq = 1; seq <= 200; seq++) {
			window = window.accept(seq);
		}
		assertThat(window).isEqualTo(new SequenceWindow(1, 200, -1L, 200));
		assertThat(window.lost()).isZero();
	}

	@Test
	void aRepeatedBeatChangesNothing() {
		SequenceWindow window = SequenceWindow.startingAt(1).accept(1).accept(2);
		assertThat(window.accept(2)).isSameAs(window);
		assertThat(window.accept(1)).isSameAs(window);
	}

	@Test
	void aGapIsLostUntilTheLateBeatArrives() {
		SequenceWindow gap = SequenceWindow.startingAt(1).accept(1).accept(4);
		assertThat(gap.lost()).isEqualTo(2);
		assertThat(gap.accept(3).lost()).isEqualTo(1);
		assertThat(gap.accept(3).accept(2).lost()).isZero();
		assertThat(gap.accept(3).highest()).isEqualTo(4);
	}

	@Test
	void theFirstBeatsOfABootCountAsLostWhenTheyNeverArrive() {
		assertThat(SequenceWindow.startingAt(1).accept(6).lost()).isEqualTo(5);
	}

	@Test
	void aBeatBeforeTheFirstMovesTheFirst() {
		SequenceWindow window = SequenceWindow.startingAt(10).accept(10).accept(7);
		assertThat(window.first()).isEqualTo(7);
		assertThat(window.lost()).isEqualTo(2);
	}

	@Test
	void aBeatBehindTheWindowIsTakenForARepeat() {
		SequenceWindow window = SequenceWindow.startingAt(1).accept(100);
		assertThat(window.accept(36)).isSameAs(window);
		assertThat(window.accept(37).lost()).isEqualTo(window.lost() - 1);
	}

	@Test
	void aLeapBeyondTheWindowForgetsNoCount() {
		SequenceWindow window = SequenceWindow.startingAt(1).accept(1).accept(1_000_000);
		assertThat(window.lost()).isEqualTo(999_998);
		assertThat(window.bits()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void anyOrderWithinTheWindowGivesTheSameCounts(long seed) {
		Random random = new Random(seed);
		TreeSet<Long> sent = new TreeSet<>();
		while (sent.size() < 40) {
			sent.add(1 + random.nextLong(60));
		}
		List<Long> order = new ArrayList<>(sent);
		order.addAll(sent);
		Collections.shuffle(order, random);
		SequenceWindow window = SequenceWindow.startingAt(1);
		for (long seq : order) {
			window = window.accept(seq);
		}
		assertThat(window.highest()).isEqualTo(sent.last());
		assertThat(window.received()).isEqualTo(sent.size());
		assertThat(window.lost()).isEqualTo(sent.last() - sent.size());
		for (long seq = 1; seq <= window.highest(); seq++) {
			assertThat((window.bits() >>> (window.highest() - seq)) & 1).isEqualTo(sent.contains(seq) ? 1 : 0);
		}
	}

}
