package com.lekiwi.heartbeat.state.census;

import com.lekiwi.heartbeat.contract.robot.FleetSummary;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import com.lekiwi.heartbeat.state.registry.RobotFilter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v2/fleet/summary?status=&type=&site=&teleoperation=&tag=&q=}: the fleet
 * in numbers, or the part of it that the filters leave.
 */
@RestController
class SummaryController {

	private final FleetCensus census;

	SummaryController(FleetCensus census) {
		this.census = census;
	}

	@GetMapping("/api/v2/fleet/summary")
	FleetSummary summary(HttpServletRequest request) {
		QueryParameters query = QueryParameters.of(request, RobotFilter.parametersAnd());
		RobotFilter filter = RobotFilter.read(query);
		query.check();
		return this.census.summary(filter);
	}

}
