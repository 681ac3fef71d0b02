package com.lekiwi.heartbeat.state.history;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.lekiwi.heartbeat.contract.history.FleetThen;
import com.lekiwi.heartbeat.contract.history.RobotThen;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v2/fleet?at=&limit=&cursor=}: the fleet as it was, page by page, as a
 * {@link FleetThen}; as it is where {@code at} is not given. A time before the log begins
 * is answered with 410 and {@code kept_since}.
 */
@RestController
class FleetController {

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1_000;

	private final FleetReader reader;

	private final Clock clock;

	FleetController(FleetReader reader, Clock clock) {
		this.reader = reader;
		this.clock = clock;
	}

	@GetMapping("/api/v2/fleet")
	FleetThen fleet(HttpServletRequest request) {
		QueryParameters query = QueryParameters.of(request, "at", "limit", "cursor");
		int limit = query.limit(DEFAULT_LIMIT, MAX_LIMIT);
		String after = query.one("cursor", FleetController::cursor, "the next_cursor of the page before");
		Instant given = query.time("at");
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		if (given != null && given.isAfter(now)) {
			query.fault("at", "must not be in the future");
		}
		query.check();
		Instant at = (given != null) ? given : now;
		FleetReader.Page page = this.reader.page(at, (after != null) ? after : "", limit);
		BeforeTheLogException.check(at, "at", page.keptSince());
		List<RobotThen> robots = page.robots();
		return new FleetThen(at, now, robots, page.next());
	}

	private static @Nullable String cursor(String text) {
		return RobotId.isValid(text) ? text : null;
	}

}
