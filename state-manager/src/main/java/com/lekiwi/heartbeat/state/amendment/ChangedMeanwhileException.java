package com.lekiwi.heartbeat.state.amendment;

import java.io.Serial;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The robot is no longer as the request says: answered with 412 and its version. */
final class ChangedMeanwhileException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1;

	ChangedMeanwhileException(RobotId id, long version) {
		super(HttpStatus.PRECONDITION_FAILED, problem(id, version), null);
	}

	private static ProblemDetail problem(RobotId id, long version) {
		ProblemDetail problem = Problems.problem(HttpStatus.PRECONDITION_FAILED, ProblemType.CHANGED_MEANWHILE,
				"the robot " + id + " is at version " + version + "; read it anew");
		problem.setProperty("version", version);
		return problem;
	}

}
