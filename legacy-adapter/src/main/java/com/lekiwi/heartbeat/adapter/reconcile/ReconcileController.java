package com.lekiwi.heartbeat.adapter.reconcile;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.adapter.legacy.LegacyAwayException;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.starter.problem.RetryAfter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Compares both sides when it is asked to. */
@RestController
class ReconcileController {

	private static final int MOST_ROBOTS = 1000;

	private final Reconciler reconciler;

	ReconcileController(Reconciler reconciler) {
		this.reconciler = reconciler;
	}

	/**
	 * What may stand in the body.
	 *
	 * @param dryRun whether nothing is repaired
	 */
	record Request(@Nullable Boolean dryRun) {

	}

	/** Repairs only when that is asked for in so many words. */
	@PostMapping("/api/v2/migration/reconcile")
	Reconciliation reconcile(@RequestParam(name = "dry_run", required = false) @Nullable Boolean dryRun,
			@RequestParam(defaultValue = "100") int limit, @RequestParam(required = false) @Nullable String cursor,
			@RequestBody(required = false) @Nullable Request body) throws LegacyAwayException, InterruptedException {
		Boolean inBody = (body != null) ? body.dryRun() : null;
		List<Fault> faults = new ArrayList<>();
		if (dryRun != null && inBody != null && !dryRun.equals(inBody)) {
			faults.add(new Fault("dry_run", "says one thing in the address and another in the body"));
		}
		if (limit < 1 || limit > MOST_ROBOTS) {
			faults.add(new Fault("limit", "must be a number from 1 to " + MOST_ROBOTS));
		}
		if (cursor != null && !RobotId.isValid(cursor)) {
			faults.add(new Fault("cursor", "must be next_cursor of an answer"));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		boolean repair = Boolean.FALSE.equals(dryRun) || Boolean.FALSE.equals(inBody);
		return this.reconciler.reconcile(!repair, (cursor != null) ? cursor : "", limit)
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.CONFLICT,
					Problems.problem(HttpStatus.CONFLICT, ProblemType.ALREADY_RUNNING, "a comparison is under way"),
					null));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> legacyIsAway(LegacyAwayException failure) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.headers(RetryAfter.header())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, ProblemType.UNAVAILABLE,
					String.valueOf(failure.getMessage())));
	}

}
