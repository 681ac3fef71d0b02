package com.lekiwi.heartbeat.adapter.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * One thing in which the two sides differ.
 *
 * @param kind what it is
 * @param here as the new side has it
 * @param there as the legacy has it
 * @param repair how it can be repaired
 * @param outcome what became of it
 * @param reason why it is not repaired
 */
public record Difference(DifferenceKind kind, @Nullable String here, @Nullable String there, Repair repair,
		Outcome outcome, @Nullable String reason) {

	static Difference repairable(DifferenceKind kind, @Nullable String here, @Nullable String there, Repair repair) {
		return new Difference(kind, here, there, repair, Outcome.REPAIRABLE, null);
	}

	static Difference unrepairable(DifferenceKind kind, @Nullable String here, @Nullable String there, String reason) {
		return new Difference(kind, here, there, Repair.NONE, Outcome.UNREPAIRABLE, reason);
	}

	Difference repaired() {
		return new Difference(this.kind, this.here, this.there, this.repair, Outcome.REPAIRED, null);
	}

	Difference failed(String why) {
		return new Difference(this.kind, this.here, this.there, this.repair, Outcome.FAILED, why);
	}

}
