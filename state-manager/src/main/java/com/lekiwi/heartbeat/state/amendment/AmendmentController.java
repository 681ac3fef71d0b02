package com.lekiwi.heartbeat.state.amendment;

import java.util.Collections;
import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import com.lekiwi.heartbeat.state.registry.KnownRobots;
import com.lekiwi.heartbeat.state.registry.RobotReader;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes {@code PATCH /api/v2/robots/{id}}: what a person says of a robot's name, site and
 * tags. Answers with the robot as it is then; 412 when {@code If-Match} names no version
 * that it is at.
 */
@RestController
class AmendmentController {

	private final Amendment amendment;

	private final RobotReader reader;

	private final UpdatePublisher publisher;

	AmendmentController(Amendment amendment, RobotReader reader, UpdatePublisher publisher) {
		this.amendment = amendment;
		this.reader = reader;
		this.publisher = publisher;
	}

	@PatchMapping(path = "/api/v2/robots/{id}",
			consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	Robot amend(@PathVariable("id") String id, @RequestBody JsonNode body, HttpServletRequest request) {
		RobotId robot = KnownRobots.idOf(id);
		ExpectedVersions expected = ExpectedVersions.read(Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
		this.amendment.amend(robot, AmendmentBody.read(body), expected)
			.ifPresent(change -> this.publisher.publish(List.of(change), List.of()));
		return this.reader.find(robot).orElseThrow(() -> KnownRobots.unknown(robot));
	}

}
