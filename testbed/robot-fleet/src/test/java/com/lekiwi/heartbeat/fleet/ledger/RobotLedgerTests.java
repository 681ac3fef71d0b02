package com.lekiwi.heartbeat.fleet.ledger;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.dialect.Dialect;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RobotLedgerTests {

	private final RobotLedger ledger = new RobotLedger(new RobotId("kiwi-0001"), Dialect.V2);

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
		assertThat(this.ledger.tallies()).containsExactly(tally(2, 1, 0, 1, 0));
		assertThat(this.ledger.expectation().orElseThrow().seq()).isEqualTo(1);
		acknowledge("b-1", 2, 2);
		assertThat(this.ledger.tallies()).containsExactly(tally(2, 2, 0, 0, 0));
		assertThat(this.ledger.expectation().orElseThrow().seq()).isEqualTo(2);
	}

	@Test
	void anAttemptThatIsKnownToHaveFailedLeavesTheBeatWaiting() {
		make("b-1", 1);
		this.ledger.note("b-1", 1, Fate.UNCERTAIN);
		this.ledger.note("b-1", 1, Fate.WAITING);
		assertThat(this.ledger.fate("b-1", 1)).isEqualTo(Fate.WAITING);
		assertThat(this.ledger.tallies()).containsExactly(tally(1, 0, 0, 0, 1));
	}

	@Test
	void theFatesAddUpToTheBeatsMade() {
		make("b-1", 7);
		Fate[] fates = { Fate.WAITING, Fate.UNCERTAIN, Fate.REFUSED, Fate.DROPPED_OUT, Fate.GIVEN_UP, Fate.FAILED };
		for (int i = 0; i < fates.length; i++) {
			this.ledger.note("b-1", i + 1, fates[i]);
			assertThat(this.ledger.fate("b-1", i + 1)).isEqualTo(fates[i]);
		}
		acknowledge("b-1", 7, 7);
		assertThat(this.ledger.tallies())
			.containsExactly(new BootTally("b-1", 7, 1, 1, 1, 1, 1, 1, 1, 0, new Acknowledgements(1, 0, 0)));
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
		assertThatIllegalArgumentException().isThrownBy(() -> this.ledger.acknowledge("b-1", 2, AnsweredBy.NEW));
		assertThatIllegalArgumentException().isThrownBy(() -> this.ledger.acknowledge("b-2", 1, AnsweredBy.NEW));
		assertThatIllegalArgumentException().isThrownBy(() -> this.ledger.made("b-1", 3));
	}

	@Test
	void itIsKnownWhoAcknowledgedWhichBeat() {
		make("b-1", 4);
		this.ledger.acknowledge("b-1", 1, AnsweredBy.LEGACY);
		this.ledger.acknowledge("b-1", 2, AnsweredBy.NEW);
		this.ledger.acknowledge("b-1", 3, AnsweredBy.ABSENT);
		assertThat(this.ledger.acknowledgedBy("b-1", 1)).contains(AnsweredBy.LEGACY);
		assertThat(this.ledger.acknowledgedBy("b-1", 2)).contains(AnsweredBy.NEW);
		assertThat(this.ledger.acknowledgedBy("b-1", 3)).contains(AnsweredBy.ABSENT);
		assertThat(this.ledger.acknowledgedBy("b-1", 4)).isEmpty();
		assertThat(this.ledger.tallies().getFirst().acknowledgedBy()).isEqualTo(new Acknowledgements(1, 1, 1));
		assertThat(this.ledger.expectation().orElseThrow().received()).isEqualTo(3);
	}

	@Test
	void nobodyNotesAnAcknowledgementWithoutSayingWhose() {
		make("b-1", 1);
		assertThatIllegalArgumentException().isThrownBy(() -> this.ledger.note("b-1", 1, Fate.ACKNOWLEDGED));
	}

	@Test
	void aBeatThatFailedStaysSo() {
		make("b-1", 1);
		this.ledger.note("b-1", 1, Fate.UNCERTAIN);
		this.ledger.resent("b-1");
		this.ledger.note("b-1", 1, Fate.FAILED);
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.acknowledge("b-1", 1, AnsweredBy.NEW));
		assertThat(this.ledger.tallies().getFirst().failed()).isEqualTo(1);
		assertThat(this.ledger.tallies().getFirst().resent()).isEqualTo(1);
	}

	@Test
	void ofARobotOfTheLegacyDialectNoNumbersAreExpected() {
		RobotLedger legacy = new RobotLedger(new RobotId("kiwi-0001"), Dialect.LEGACY);
		legacy.made("b-1", 1);
		legacy.acknowledge("b-1", 1, AnsweredBy.NEW);
		assertThat(legacy.expectation()).isEmpty();
		assertThat(legacy.tallies().getFirst().acknowledged()).isEqualTo(1);
	}

	private static BootTally tally(long made, long acknowledged, long refused, long uncertain, long waiting) {
		return new BootTally("b-1", made, acknowledged, refused, 0, 0, uncertain, waiting, 0, 0,
				new Acknowledgements(acknowledged, 0, 0));
	}

	private void make(String bootId, int beats) {
		for (int seq = 1; seq <= beats; seq++) {
			this.ledger.made(bootId, seq);
		}
	}

	private void acknowledge(String bootId, int from, int to) {
		for (int seq = from; seq <= to; seq++) {
			this.ledger.acknowledge(bootId, seq, AnsweredBy.NEW);
		}
	}

}
