package com.lekiwi.heartbeat.discovery.address;

import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what is wrong with addresses. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AddressAdvice {

	@ExceptionHandler
	ResponseEntity<ProblemDetail> notAnAddress(NotAnAddressException failure) {
		return answer(Problems.invalid(List.of(new Fault("address", String.valueOf(failure.getMessage())))));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> outside(OutsideNetworksException failure) {
		return answer(Problems.problem(HttpStatus.FORBIDDEN, ProblemType.OUTSIDE_NETWORKS,
				String.valueOf(failure.getMessage())));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooMany(TooManyAddressesException failure) {
		return answer(Problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, ProblemType.TOO_MANY_ADDRESSES,
				String.valueOf(failure.getMessage())));
	}

	private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

}
