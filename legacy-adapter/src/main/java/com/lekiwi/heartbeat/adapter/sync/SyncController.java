package com.lekiwi.heartbeat.adapter.sync;

import java.net.URI;
import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks for runs, and tells of them. */
@RestController
class SyncController {

	private static final String RUNS = "/api/v2/migration/sync/runs";

	private static final int MOST_RUNS = 200;

	private final SyncRuns runs;

	SyncController(SyncRuns runs) {
		this.runs = runs;
	}

	/** A replica, this one or another, takes the run up within half a second. */
	@PostMapping("/api/v2/migration/sync")
	ResponseEntity<SyncRun> sync() {
		SyncRun run = this.runs.request()
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.CONFLICT,
					Problems.problem(HttpStatus.CONFLICT, ProblemType.ALREADY_RUNNING,
							"a run is under way, or asked for: GET " + RUNS + "?limit=1 tells which"),
					null));
		return ResponseEntity.accepted().location(URI.create(RUNS + "/" + run.id())).body(run);
	}

	@GetMapping(RUNS)
	RunPage runs(@RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable Long cursor) {
		if (limit < 1 || limit > MOST_RUNS) {
			throw new InvalidRequestException(List.of(new Fault("limit", "must be a number from 1 to " + MOST_RUNS)));
		}
		List<SyncRun> found = this.runs.page((cursor != null) ? cursor : Long.MAX_VALUE, limit + 1);
		boolean more = found.size() > limit;
		List<SyncRun> page = more ? found.subList(0, limit) : found;
		return new RunPage(page, more ? Long.toString(page.getLast().id()) : null);
	}

	@GetMapping(RUNS + "/{id}")
	SyncRun run(@PathVariable long id) {
		return this.runs.find(id)
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND,
					Problems.problem(HttpStatus.NOT_FOUND, ProblemType.NOT_FOUND, "there is no run " + id), null));
	}

}
