package com.lekiwi.heartbeat.state.maintenance;

import java.time.Clock;
import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import com.lekiwi.heartbeat.state.registry.KnownRobots;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Maintenance of one robot: {@code PUT} begins it or moves its end, {@code DELETE} ends
 * it (204, also when there is none), {@code GET} shows it (404 when there is none).
 */
@RestController
@RequestMapping("/api/v2/robots/{id}/maintenance")
class MaintenanceController {

	private final Maintenance maintenance;

	private final KnownRobots robots;

	private final UpdatePublisher publisher;

	private final Clock clock;

	MaintenanceController(Maintenance maintenance, KnownRobots robots, UpdatePublisher publisher, Clock clock) {
		this.maintenance = maintenance;
		this.robots = robots;
		this.publisher = publisher;
		this.clock = clock;
	}

	@GetMapping
	MaintenanceWindow show(@PathVariable("id") String id) {
		return windowOf(this.robots.require(id));
	}

	@PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	MaintenanceWindow start(@PathVariable("id") String id, @RequestBody JsonNode body) {
		RobotId robot = KnownRobots.idOf(id);
		MaintenanceBody asked = MaintenanceBody.read(body, this.clock.instant());
		RobotChange change = this.maintenance.start(robot, asked).orElseThrow(() -> KnownRobots.unknown(robot));
		this.publisher.publish(List.of(change), List.of());
		return windowOf(robot);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void end(@PathVariable("id") String id) {
		RobotId robot = this.robots.require(id);
		this.publisher.publish(this.maintenance.end(robot), List.of());
	}

	private MaintenanceWindow windowOf(RobotId robot) {
		return this.maintenance.of(robot)
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND, Problems.problem(HttpStatus.NOT_FOUND,
					ProblemType.NOT_FOUND, "the robot " + robot + " is not in maintenance"), null));
	}

}
