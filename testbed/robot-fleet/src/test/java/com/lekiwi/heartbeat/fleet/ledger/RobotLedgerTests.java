package com.lekiwi.heartbeat.fleet.ledger;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RobotLedgerTests {

	private final RobotLedger ledger = new RobotLedger(new RobotId("kiwi-0001"));

	@Test
	void aRobotThatWasNeverHeardIsNotExpected() {
		make("b-1", 3);
		this.ledger.note("b-1", 1, Fate.DROPPED_OUT);
		this.ledger.note("b-1", 2, Fate.REFUSED);
		this.ledger.note("b-1", 3, Fate.UNCERTAIN);
		assertThat(this.ledger.expectation()).isEmpty();
	}

	@Test
	void countingStartsAtTheFirstBeatThatWasEverHeard() {
		make("b-1", 5);
		this.ledger.note("b-1", 1, Fate.DROPPED_OUT);
		this.ledger.note("b-1", 2, Fate.DROPPED_OUT);
		acknowledge("b-1", 3, 5);
		assertThat(this.ledger.expectation()).contains(new Expectation("b-1", 5, "0000000000000007", 3, 0, 0));
	}

	@Test
	void beatsMissingBetweenThoseHeardAreLost() {
		make("b-1", 6);
		acknowledge("b-1", 1, 2);
		this.ledger.note("b-1", 3, Fate.DROPPED_OUT);
		this.ledger.note("b-1", 4, Fate.REFUSED);
		this.ledger.note("b-1", 5, Fate.GIVEN_UP);
		assertThat(this.ledger.expectation().orElseThrow().lost()).isZero();
		acknowledge("b-1", 6, 6);
		assertThat(this.ledger.expectation()).contains(new Expectation("b-1", 6, "0000000000000031", 3, 3, 0));
	}

	@Test
	void everyLaterBootCountsFromOne() {
		make("b-1", 4);
		acknowledge("b-1", 2, 4);
		make("b-2", 5);
		this.ledger.note("b-2", 1, Fate.DROPPED_OUT);
		this.ledger.note("b-2", 2, Fate.DROPPED_OUT);
		acknowledge("b-2", 3, 5);
		assertThat(this.ledger.expectation()).contains(new Expectation("b-2", 5, "0000000000000007", 6, 2, 1));
	}

	@Test
	void aBootThatWasNeverHeardIsNoReboot() {
		make("b-1", 1);
		this.ledger.note("b-1", 1, Fate.DROPPED_OUT);
		make("b-2", 2);
		acknowledge("b-2", 2, 2);
		make("b-3", 1);
		this.ledger.note("b-3", 1, Fate.DROPPED_OUT);
		assertThat(this.ledger.expectation()).contains(new Expectation("b-2", 2, "0000000000000001", 1, 0, 0));
	}

	@Test
	void anUncertainBeatCountsOnceItIsAcknowledged() {
		make("b-1", 2);
		acknowledge("b-1", 1, 1);
		this.ledger.note("b-1", 2, Fate.UNCERTAIN);
		assertThat(this.ledger.tallies()).containsExactly(new BootTally("b-1", 2, 1, 0, 0, 0, 1, 0));
		assertThat(this.ledger.expectation().orElseThrow().seq()).isEqualTo(1);
		acknowledge("b-1", 2, 2);
		assertThat(this.ledger.tallies()).containsExactly(new BootTally("b-1", 2, 2, 0, 0, 0, 0, 0));
		assertThat(this.ledger.expectation().orElseThrow().seq()).isEqualTo(2);
	}

	@Test
	void anAttemptThatIsKnownToHaveFailedLeavesTheBeatWaiting() {
		make("b-1", 1);
		this.ledger.note("b-1", 1, Fate.UNCERTAIN);
		this.ledger.note("b-1", 1, Fate.WAITING);
		assertThat(this.ledger.fate("b-1", 1)).isEqualTo(Fate.WAITING);
		assertThat(this.ledger.tallies()).containsExactly(new BootTally("b-1", 1, 0, 0, 0, 0, 0, 1));
	}

	@Test
	void theFatesAddUpToTheBeatsMade() {
		make("b-1", 6);
		Fate[] fates = { Fate.WAITING, Fate.UNCERTAIN, Fate.ACKNOWLEDGED, Fate.REFUSED, Fate.DROPPED_OUT,
				Fate.GIVEN_UP };
		for (int i = 0; i < fates.length; i++) {
			this.ledger.note("b-1", i + 1, fates[i]);
			assertThat(this.ledger.fate("b-1", i + 1)).isEqualTo(fates[i]);
		}
		assertThat(this.ledger.tallies()).containsExactly(new BootTally("b-1", 6, 1, 1, 1, 1, 1, 1));
	}

	@Test
	void aFinalFateIsNeverChanged() {
		make("b-1", 1);
		acknowledge("b-1", 1, 1);
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.note("b-1", 1, Fate.GIVEN_UP));
		assertThat(this.ledger.fate("b-1", 1)).isEqualTo(Fate.ACKNOWLEDGED);
	}

	@Test
	void beatsThatWereNotMadeHaveNoFate() {
		make("b-1", 1);
		assertThatIllegalArgumentException().isThrownBy(() -> this.ledger.note("b-1", 2, Fate.ACKNOWLEDGED));
		assertThatIllegalArgumentException().isThrownBy(() -> this.ledger.note("b-2", 1, Fate.ACKNOWLEDGED));
		assertThatIllegalArgumentException().isThrownBy(() -> this.ledger.made("b-1", 3));
	}

	private void make(String bootId, int beats) {
		for (int seq = 1; seq <= beats; seq++) {
			this.ledger.made(bootId, seq);
		}
	}

	private void acknowledge(String bootId, int from, int to) {
		for (int seq = from; seq <= to; seq++) {
			this.ledger.note(bootId, seq, Fate.ACKNOWLEDGED);
		}
	}

}
