package com.lekiwi.heartbeat.state.registry;

import java.time.Clock;
import java.time.Duration;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.cache.RobotCopy;
import com.lekiwi.heartbeat.state.etag.EntityTags;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One robot. */
@RestController
class RobotController {

	private final CachedRobots robots;

	private final Clock clock;

	RobotController(CachedRobots robots, Clock clock) {
		this.robots = robots;
		this.clock = clock;
	}

	/** A copy says how old it is; one that the reader has already is not sent again. */
	@GetMapping(path = "/api/v2/robots/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> robot(@PathVariable("id") String id, HttpServletRequest request) {
		RobotId robot = KnownRobots.idOf(id);
		CachedRobots.Found found = this.robots.find(robot).orElseThrow(() -> KnownRobots.unknown(robot));
		RobotCopy copy = found.copy();
		boolean known = EntityTags.isKnown(request, copy.tag());
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.eTag(copy.tag());
		if (found.isOld()) {
			Duration age = Duration.between(copy.readAt(), this.clock.instant());
			answer.header(HttpHeaders.AGE, Long.toString(Math.max(0, age.toSeconds())));
		}
		return known ? answer.build() : answer.contentType(MediaType.APPLICATION_JSON).body(copy.body());
	}

}
