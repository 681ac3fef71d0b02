package com.lekiwi.heartbeat.state.incident;

import java.time.Clock;
import java.time.Instant;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v2/incidents}: incidents that go on, those that ended within the last
 * hour, and when nobody listened in it, 100 of each at most. What is older stands in the
 * log.
 */
@RestController
class IncidentController {

	private final SituationReader reader;

	private final Clock clock;

	IncidentController(SituationReader reader, Clock clock) {
		this.reader = reader;
		this.clock = clock;
	}

	@GetMapping("/api/v2/incidents")
	Situation incidents(HttpServletRequest request) {
		QueryParameters.of(request).check();
		Instant asOf = this.clock.instant();
		return new Situation(asOf, this.reader.incidents(), this.reader.blind());
	}

}
