package com.lekiwi.heartbeat.discovery.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.lekiwi.heartbeat.discovery.page.PageLimit;
import com.lekiwi.heartbeat.discovery.probe.Outcome;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the results of a scan. */
@RestController
class ResultController {

	private final ScanStore scans;

	ResultController(ScanStore scans) {
		this.scans = scans;
	}

	@GetMapping(ScanController.SCANS + "/{id}/results")
	ResultPage results(@PathVariable long id, @RequestParam(defaultValue = "") List<String> outcome,
			@RequestParam(defaultValue = "100") int limit, @RequestParam(defaultValue = "0") long cursor) {
		PageLimit.check(limit);
		List<Outcome> outcomes = outcomes(outcome);
		if (this.scans.find(id).isEmpty()) {
			throw new ErrorResponseException(HttpStatus.NOT_FOUND,
					Problems.problem(HttpStatus.NOT_FOUND, ProblemType.NOT_FOUND, "there is no scan " + id), null);
		}
		return this.scans.results(id, cursor, outcomes, limit);
	}

	private static List<Outcome> outcomes(List<String> keys) {
		List<Outcome> outcomes = new ArrayList<>();
		for (String key : keys) {
			outcomes.add(Arrays.stream(Outcome.values())
				.filter(outcome -> outcome.key().equals(key))
				.findFirst()
				.orElseThrow(() -> new InvalidRequestException(List.of(new Fault("outcome",
						"must be of " + Arrays.stream(Outcome.values()).map(Outcome::key).toList())))));
		}
		return outcomes;
	}

}
