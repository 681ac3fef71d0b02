package com.lekiwi.heartbeat.benchmarks.ingest;

import com.lekiwi.heartbeat.benchmarks.wrk.WrkResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnTakerTests {

	private static final int CONNECTIONS = 64;

	@Test
	void whatWasAcknowledgedWasTaken() {
		assertThat(fault(answers(1_000, 0), 1_000)).isEmpty();
	}

	@Test
	void requestsInFlightAtTheEndMayHaveBeenTakenToo() {
		assertThat(fault(answers(1_000, 0), 1_064)).isEmpty();
		assertThat(fault(answers(1_000, 0), 1_065)).isEqualTo("acknowledged 1000, but took 1065");
	}

	@Test
	void aBeatThatWasAcknowledgedButNotTakenIsAFault() {
		assertThat(fault(answers(1_000, 0), 999)).isEqualTo("acknowledged 1000, but took 999");
	}

	@Test
	void aBadAnswerIsAFault() {
		assertThat(fault(answers(1_000, 3), 1_000)).isEqualTo("3 bad answers, 0 socket errors, 0 time-outs");
	}

	@Test
	void noAnswersAreAFault() {
		assertThat(fault(answers(0, 0), 0)).isEqualTo("no answers");
	}

	@Test
	void aContestantThatKeepsNoCountIsBelieved() {
		assertThat(TurnTaker.fault(turn(answers(5, 0), 0), false, CONNECTIONS)).isEmpty();
	}

	@Test
	void costsAreForAThousandGoodAnswers() {
		assertThat(turn(answers(2_000, 0), 2_000).perThousand(0.5)).isEqualTo(250);
	}

	private static String fault(WrkResult result, long taken) {
		return TurnTaker.fault(turn(result, taken), true, CONNECTIONS);
	}

	private static Turn turn(WrkResult result, long taken) {
		return new Turn(result, new CpuTimes(0, 0, 0, 0, 0), taken, 0);
	}

	private static WrkResult answers(long answers, long bad) {
		return new WrkResult(answers, answers, 1_000_000, 1, 2, 3, 4, bad, 0, 0, 0.1);
	}

}
