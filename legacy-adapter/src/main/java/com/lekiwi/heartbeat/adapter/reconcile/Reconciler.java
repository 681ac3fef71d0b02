package com.lekiwi.heartbeat.adapter.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.adapter.legacy.LegacyAwayException;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.sync.RunProgress;
import com.lekiwi.heartbeat.adapter.sync.SyncRun;
import com.lekiwi.heartbeat.adapter.sync.SyncRuns;
import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Compares both sides, and repairs, if it is asked to, the robots of one page. Whether a
 * difference is repaired is not believed but looked at again.
 */
@Component
final class Reconciler {

	private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

	/** On top of the time for repairs. */
	private static final Duration READING = Duration.ofSeconds(40);

	private static final String KEPT = "the sighting was taken and did not replace it: "
			+ "what a robot or a person told the new side stays";

	private static final String NOT_THERE_YET = "it was told, and still differs";

	private final SyncRuns runs;

	private final BothSides sides;

	private final Repairs repairs;

	private final Duration lease;

	Reconciler(SyncRuns runs, BothSides sides, Repairs repairs, AdapterSettings settings) {
		this.runs = runs;
		this.sides = sides;
		this.repairs = repairs;
		this.lease = settings.reconcile().repairTime().plus(READING);
	}

	/**
	 * Compares.
	 * @param dryRun whether nothing is repaired
	 * @param after the id after which the page begins
	 * @param limit robots of the page
	 * @return what differs; empty when another comparison is under way
	 * @throws LegacyAwayException if the legacy does not answer; nothing was repaired
	 */
	Optional<Reconciliation> reconcile(boolean dryRun, String after, int limit)
			throws LegacyAwayException, InterruptedException {
		Optional<SyncRun> begun = this.runs.beginReconciliation(this.lease);
		if (begun.isEmpty()) {
			return Optional.empty();
		}
		SyncRun run = begun.get();
		boolean done = false;
		String error = "it failed; the log tells why";
		try {
			Reconciliation result = reconcile(run, dryRun, after, limit);
			done = this.runs.succeed(run);
			return Optional.of(withRecord(result));
		}
		catch (LegacyAwayException ex) {
			error = String.valueOf(ex.getMessage());
			throw ex;
		}
		finally {
			if (!done) {
				this.runs.fail(run, error);
			}
		}
	}

	private Reconciliation reconcile(SyncRun run, boolean dryRun, String after, int limit)
			throws LegacyAwayException, InterruptedException {
		BothSides.Differences found = this.sides.compare(after, limit);
		List<Finding> findings = dryRun ? found.page() : repaired(found);
		List<Difference> all = findings.stream().flatMap(finding -> finding.differences().stream()).toList();
		int repaired = (int) all.stream().filter(difference -> difference.outcome() == Outcome.REPAIRED).count();
		RunProgress progress = this.runs.progressOf(run);
		progress.total(found.compared());
		countRobots(progress, findings, found.compared(), dryRun);
		this.runs.progress(run, progress);
		log.info("compared {} robots: {} differ, {} differences repaired", found.compared(), found.differing(),
				repaired);
		String next = found.more() ? findings.getLast().robotId() : null;
		return new Reconciliation(run, dryRun, found.compared(), found.here(), found.legacy().robots().size(),
				found.differing(), found.counts(), repaired, all.size() - repaired, findings, next);
	}

	private static void countRobots(RunProgress progress, List<Finding> findings, int compared, boolean dryRun) {
		int written = 0;
		int failed = 0;
		for (Finding finding : findings) {
			Optional<Difference> left = finding.differences()
				.stream()
				.filter(difference -> difference.outcome() != Outcome.REPAIRED)
				.findFirst();
			if (left.isEmpty()) {
				written++;
			}
			else if (!dryRun) {
				failed++;
				progress.failed(new Fault(finding.robotId(), left.get().kind() + ": " + left.get().reason()));
			}
		}
		progress.written(written);
		progress.skipped(compared - written - failed);
		if (!findings.isEmpty()) {
			progress.reached(findings.getLast().robotId());
		}
	}

	private List<Finding> repaired(BothSides.Differences found) throws InterruptedException {
		Map<String, String> troubles = this.repairs.repair(found.page(), found.legacy().robots());
		Map<String, Finding> now;
		try {
			now = this.sides.compareAgain(found.page().stream().map(Finding::robotId).toList());
		}
		catch (LegacyAwayException ex) {
			String why = "it was tried, and then " + ex.getMessage();
			return found.page().stream().map(finding -> judged(finding, null, why)).toList();
		}
		return found.page()
			.stream()
			.map(finding -> judged(finding, now.get(finding.robotId()), troubles.get(finding.robotId())))
			.toList();
	}

	private static Finding judged(Finding before, @Nullable Finding after, @Nullable String trouble) {
		List<Difference> judged = new ArrayList<>();
		for (Difference difference : before.differences()) {
			if (difference.outcome() != Outcome.REPAIRABLE) {
				judged.add(difference);
			}
			else if (after != null && !after.has(difference.kind())) {
				judged.add(difference.repaired());
			}
			else if (trouble != null) {
				judged.add(difference.failed(trouble));
			}
			else {
				judged.add(difference.failed((difference.repair() == Repair.SIGHTING) ? KEPT : NOT_THERE_YET));
			}
		}
		return new Finding(before.robotId(), judged);
	}

	/** As its record is, now that it has ended. */
	private Reconciliation withRecord(Reconciliation result) {
		SyncRun record = this.runs.find(result.run().id()).orElse(result.run());
		return new Reconciliation(record, result.dryRun(), result.compared(), result.here(), result.there(),
				result.differing(), result.counts(), result.repaired(), result.unrepaired(), result.findings(),
				result.nextCursor());
	}

}
