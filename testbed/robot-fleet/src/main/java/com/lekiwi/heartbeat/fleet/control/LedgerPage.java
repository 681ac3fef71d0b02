package com.lekiwi.heartbeat.fleet.control;

import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.dialect.Dialect;
import com.lekiwi.heartbeat.fleet.ledger.BootTally;
import com.lekiwi.heartbeat.fleet.ledger.Expectation;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers of all robots.
 *
 * @param settled whether they are final
 * @param robots one a robot
 */
record LedgerPage(boolean settled, List<Entry> robots) {

	LedgerPage {
		robots = List.copyOf(robots);
	}

	/**
	 * The ledger of one robot.
	 *
	 * @param id the robot
	 * @param dialect what it speaks
	 * @param expectation what the server must know; absent when no beat was acknowledged,
	 * and for a robot of the legacy dialect
	 * @param uncertain beats that were sent, and whose answer is not known
	 * @param boots the fates of the beats of each boot
	 */
	record Entry(RobotId id, Dialect dialect, @Nullable Expectation expectation, long uncertain,
			List<BootTally> boots) {

		Entry {
			boots = List.copyOf(boots);
		}

		static Entry of(RobotLedger ledger) {
			List<BootTally> boots = ledger.tallies();
			return new Entry(ledger.id(), ledger.dialect(), ledger.expectation().orElse(null),
					boots.stream().mapToLong(BootTally::uncertain).sum(), boots);
		}

	}

}
