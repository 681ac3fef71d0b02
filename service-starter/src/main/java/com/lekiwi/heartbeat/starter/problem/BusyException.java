package com.lekiwi.heartbeat.starter.problem;

import java.io.Serial;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** As much is being done as may be: answered with 429, and when to come again. */
public final class BusyException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1;

	/**
	 * Makes the exception.
	 * @param detail what there is too much of, for people
	 */
	public BusyException(String detail) {
		super(HttpStatus.TOO_MANY_REQUESTS,
				Problems.problem(HttpStatus.TOO_MANY_REQUESTS, ProblemType.TOO_MANY_REQUESTS, detail), null);
		getHeaders().set(HttpHeaders.RETRY_AFTER, RetryAfter.seconds());
	}

}
