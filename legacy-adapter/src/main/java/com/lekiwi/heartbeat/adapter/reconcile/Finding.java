package com.lekiwi.heartbeat.adapter.reconcile;

import java.util.List;

/**
 * A robot of which the two sides say different things.
 *
 * @param robotId the robot
 * @param differences all of them
 */
public record Finding(String robotId, List<Difference> differences) {

	/** Copies the list. */
	public Finding {
		differences = List.copyOf(differences);
	}

	boolean isRepairableBy(Repair repair) {
		return this.differences.stream()
			.anyMatch(difference -> difference.outcome() == Outcome.REPAIRABLE && difference.repair() == repair);
	}

	boolean has(DifferenceKind kind) {
		return this.differences.stream().anyMatch(difference -> difference.kind() == kind);
	}

}
