package com.lekiwi.heartbeat.adapter.reconcile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.adapter.sync.SyncRun;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found. The counts are those of the whole fleet; the findings are a
 * page of it, in the order of the ids, and only those are repaired.
 *
 * @param run its record
 * @param dryRun whether nothing was repaired
 * @param compared robots that one side or both know
 * @param here robots that the new side knows
 * @param there robots that the legacy knows
 * @param differing robots of which they say different things
 * @param counts robots by what differs
 * @param repaired differences of this page that are gone
 * @param unrepaired differences of this page that are still there
 * @param findings the robots of this page
 * @param nextCursor where to go on; absent when this is the last page
 */
public record Reconciliation(SyncRun run, boolean dryRun, int compared, int here, int there, int differing,
		Map<DifferenceKind, Integer> counts, int repaired, int unrepaired, List<Finding> findings,
		@Nullable String nextCursor) {

	/** Copies the collections. */
	public Reconciliation {
		counts = new EnumMap<>(counts);
		findings = List.copyOf(findings);
	}

	@Override
	public Map<DifferenceKind, Integer> counts() {
		return Map.copyOf(this.counts);
	}

}
