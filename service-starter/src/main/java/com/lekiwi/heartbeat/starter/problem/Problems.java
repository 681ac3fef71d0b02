package com.lekiwi.heartbeat.starter.problem;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Makes problem details. */
public final class Problems {

	private Problems() {
	}

	/**
	 * Makes a problem.
	 * @param status the answer's status
	 * @param type the kind of problem
	 * @param detail what happened, for people
	 * @return the body of the answer
	 */
	public static ProblemDetail problem(HttpStatusCode status, ProblemType type, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(type.type());
		problem.setTitle(type.title());
		return problem;
	}

	/**
	 * Makes the problem of a request in which something is wrong.
	 * @param faults everything that is wrong, at least one
	 * @return the body of a 400 answer
	 */
	public static ProblemDetail invalid(List<Fault> faults) {
		Fault first = faults.getFirst();
		String more = (faults.size() > 1) ? " (and " + (faults.size() - 1) + " more)" : "";
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, ProblemType.INVALID_REQUEST,
				first.field() + ": " + first.message() + more);
		problem.setProperty("faults", List.copyOf(faults));
		return problem;
	}

}
