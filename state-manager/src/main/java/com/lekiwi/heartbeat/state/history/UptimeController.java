package com.lekiwi.heartbeat.state.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.lekiwi.heartbeat.contract.history.Uptime;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * How long robots were alive: {@code GET /api/v2/robots/{id}/uptime?from=&to=} for one,
 * {@code GET /api/v2/sites/{site}/uptime?from=&to=} for those of a site, each for the
 * time in which it stood there. Answers with an {@link Uptime}. The range ends now where
 * {@code to} is not given or not yet over, and is a day long where {@code from} is not
 * given. A range that begins before the log does is answered with 410 and
 * {@code kept_since}.
 */
@RestController
class UptimeController {

	private static final Duration DAY = Duration.ofDays(1);

	private static final int LONGEST_SITE = 64;

	private final UptimeReader reader;

	private final Clock clock;

	UptimeController(UptimeReader reader, Clock clock) {
		this.reader = reader;
		this.clock = clock;
	}

	@GetMapping("/api/v2/robots/{id}/uptime")
	Uptime ofRobot(@PathVariable("id") String id, HttpServletRequest request) {
		QueryParameters query = QueryParameters.of(request, "from", "to");
		if (!RobotId.isValid(id)) {
			query.fault("id", "must match " + RobotId.FORM.pattern());
		}
		Interval range = range(query);
		return this.reader.ofRobot(new RobotId(id), range)
			.orElseThrow(() -> notFound(ProblemType.UNKNOWN_ROBOT, "no robot has the id " + id));
	}

	@GetMapping("/api/v2/sites/{site}/uptime")
	Uptime ofSite(@PathVariable("site") String site, HttpServletRequest request) {
		QueryParameters query = QueryParameters.of(request, "from", "to");
		if (site.length() > LONGEST_SITE || site.chars().anyMatch(Character::isISOControl)) {
			query.fault("site", "must be 1 to " + LONGEST_SITE + " characters");
		}
		Interval range = range(query);
		return this.reader.ofSite(site, range)
			.orElseThrow(
					() -> notFound(ProblemType.UNKNOWN_SITE, "no robot stands at " + site + ", or did in this time"));
	}

	/** Ends the reading of the parameters. */
	private Interval range(QueryParameters query) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Instant givenFrom = query.time("from");
		Instant givenTo = query.time("to");
		query.checkRange(givenFrom, givenTo);
		if (givenFrom != null && !givenFrom.isBefore(now)) {
			query.fault("from", "must not be in the future");
		}
		query.check();
		Instant to = (givenTo != null) ? Interval.earlier(givenTo, now) : now;
		return new Interval((givenFrom != null) ? givenFrom : to.minus(DAY), to);
	}

	private static ErrorResponseException notFound(ProblemType type, String detail) {
		return new ErrorResponseException(HttpStatus.NOT_FOUND, Problems.problem(HttpStatus.NOT_FOUND, type, detail),
				null);
	}

}
