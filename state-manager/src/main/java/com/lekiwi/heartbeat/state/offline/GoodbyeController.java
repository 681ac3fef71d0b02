package com.lekiwi.heartbeat.state.offline;

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
 * Takes {@code DELETE /api/v2/robots/{id}/heartbeat}: the robot goes, and is offline at
 * once. 204 after the commit, also when it was offline already.
 */
@RestController
class GoodbyeController {

	private final Goodbye goodbye;

	private final KnownRobots robots;

	private final UpdatePublisher publisher;

	GoodbyeController(Goodbye goodbye, KnownRobots robots, UpdatePublisher publisher) {
		this.goodbye = goodbye;
		this.robots = robots;
		this.publisher = publisher;
	}

	@DeleteMapping("/api/v2/robots/{id}/heartbeat")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void take(@PathVariable("id") String id) {
		RobotId robot = this.robots.require(id);
		this.publisher.publish(this.goodbye.say(robot), List.of());
	}

}
