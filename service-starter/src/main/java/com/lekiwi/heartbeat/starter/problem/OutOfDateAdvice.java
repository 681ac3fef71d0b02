package com.lekiwi.heartbeat.starter.problem;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** state-manager brings the database up to date; until then it is as good as away. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class OutOfDateAdvice {

	private static final Logger log = LoggerFactory.getLogger(OutOfDateAdvice.class);

	/** There is no such table, column or function. */
	private static final Set<String> MISSING = Set.of("42P01", "42703", "42883");

	@ExceptionHandler
	ResponseEntity<ProblemDetail> databaseIsOutOfDate(InvalidDataAccessResourceUsageException failure) {
		if (!(failure.getCause() instanceof SQLException cause) || !isMissing(cause.getSQLState())) {
			throw failure;
		}
		log.warn("the database is not up to date: {}", cause.getMessage());
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.headers(RetryAfter.header())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, ProblemType.UNAVAILABLE,
					"the database is not up to date yet"));
	}

	private static boolean isMissing(@Nullable String state) {
		return state != null && MISSING.contains(state);
	}

}
