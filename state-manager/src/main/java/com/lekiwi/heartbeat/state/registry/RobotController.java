package com.lekiwi.heartbeat.state.registry;

import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One robot. */
@RestController
class RobotController {

	private final RobotReader reader;

	RobotController(RobotReader reader) {
		this.reader = reader;
	}

	@GetMapping("/api/v2/robots/{id}")
	Robot robot(@PathVariable("id") String id) {
		if (!RobotId.isValid(id)) {
			throw new InvalidRequestException(List.of(new Fault("id", "must match " + RobotId.FORM.pattern())));
		}
		return this.reader.find(new RobotId(id))
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND,
					Problems.problem(HttpStatus.NOT_FOUND, ProblemType.UNKNOWN_ROBOT, "no robot has the id " + id),
					null));
	}

}
