package com.lekiwi.heartbeat.state.retirement;

import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import com.lekiwi.heartbeat.state.registry.KnownRobots;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes {@code DELETE /api/v2/robots/{id}}: the robot leaves the fleet. 204, also when it
 * had left before.
 */
@RestController
class RetirementController {

	private final Retirement retirement;

	private final KnownRobots robots;

	private final UpdatePublisher publisher;

	RetirementController(Retirement retirement, KnownRobots robots, UpdatePublisher publisher) {
		this.retirement = retirement;
		this.robots = robots;
		this.publisher = publisher;
	}

	@DeleteMapping("/api/v2/robots/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void retire(@PathVariable("id") String id) {
		RobotId robot = this.robots.require(id);
		this.publisher.publish(this.retirement.retire(robot), List.of());
	}

}
