package com.lekiwi.heartbeat.state.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotPage;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.state.cache.RobotCopy;
import com.lekiwi.heartbeat.state.etag.EntityTags;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Robots, one and page by page. */
@RestController
class RobotController {

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1_000;

	private static final Set<String> PARAMETERS = Set.of("limit", "cursor");

	private final CachedRobots robots;

	private final RobotReader reader;

	private final Clock clock;

	RobotController(CachedRobots robots, RobotReader reader, Clock clock) {
		this.robots = robots;
		this.reader = reader;
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

	@GetMapping("/api/v2/robots")
	RobotPage robots(HttpServletRequest request) {
		List<Fault> faults = new ArrayList<>();
		for (String unknown : new TreeSet<>(request.getParameterMap().keySet())) {
			if (!PARAMETERS.contains(unknown)) {
				faults.add(new Fault(unknown,
						"not a parameter; there are " + String.join(", ", new TreeSet<>(PARAMETERS))));
			}
		}
		int limit = limit(request.getParameterValues("limit"), faults);
		String after = after(request.getParameterValues("cursor"), faults);
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		Instant asOf = this.clock.instant();
		List<Robot> robots = this.reader.page(after, limit + 1);
		boolean more = robots.size() > limit;
		List<Robot> page = more ? robots.subList(0, limit) : robots;
		return new RobotPage(asOf, page, more ? page.getLast().id().value() : null);
	}

	private static int limit(String @Nullable [] given, List<Fault> faults) {
		if (given == null) {
			return DEFAULT_LIMIT;
		}
		try {
			int limit = Integer.parseInt(given[0]);
			if (given.length == 1 && limit >= 1 && limit <= MAX_LIMIT) {
				return limit;
			}
		}
		catch (NumberFormatException ex) {
			// Told below, with the other ways to be wrong.
			faults.add(new Fault("limit", "'" + Arrays.toString(given) + "' is not a number"));
			return DEFAULT_LIMIT;
		}
		faults.add(new Fault("limit", "must be one number from 1 to " + MAX_LIMIT));
		return DEFAULT_LIMIT;
	}

	/** A cursor is the last id of the page before. */
	private static String after(String @Nullable [] given, List<Fault> faults) {
		if (given == null) {
			return "";
		}
		if (given.length != 1 || !RobotId.isValid(given[0])) {
			faults.add(new Fault("cursor", "must be the next_cursor of the page before"));
			return "";
		}
		return given[0];
	}

}
