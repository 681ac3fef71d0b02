package com.lekiwi.heartbeat.starter.problem;

import java.io.Serial;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Something in a request is wrong: answered with 400 and every fault. */
public final class InvalidRequestException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1;

	/**
	 * Makes the exception.
	 * @param faults everything that is wrong, at least one
	 */
	public InvalidRequestException(List<Fault> faults) {
		super(HttpStatus.BAD_REQUEST, Problems.invalid(faults), null);
	}

}
