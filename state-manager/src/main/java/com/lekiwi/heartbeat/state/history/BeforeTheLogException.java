package com.lekiwi.heartbeat.state.history;

import java.io.Serial;
import java.time.Instant;

import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Somebody asks for a time that the log no longer reaches back to: answered with 410 and
 * {@code kept_since}.
 */
final class BeforeTheLogException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1;

	private BeforeTheLogException(String parameter, Instant keptSince) {
		super(HttpStatus.GONE, problem(parameter, keptSince), null);
	}

	/**
	 * Checks a time.
	 * @param time what is asked for
	 * @param parameter which parameter it came from
	 * @param keptSince since when the log is whole; absent when nothing was ever dropped
	 */
	static void check(Instant time, String parameter, @Nullable Instant keptSince) {
		if (keptSince != null && time.isBefore(keptSince)) {
			throw new BeforeTheLogException(parameter, keptSince);
		}
	}

	private static ProblemDetail problem(String parameter, Instant keptSince) {
		ProblemDetail problem = Problems.problem(HttpStatus.GONE, ProblemType.TIME_TOO_OLD,
				parameter + " is before " + keptSince + ", since when events are kept");
		problem.setProperty("kept_since", keptSince);
		return problem;
	}

}
