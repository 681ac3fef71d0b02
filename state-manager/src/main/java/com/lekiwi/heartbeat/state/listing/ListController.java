package com.lekiwi.heartbeat.state.listing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotPage;
import com.lekiwi.heartbeat.state.census.FleetCensus;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import com.lekiwi.heartbeat.state.registry.Place;
import com.lekiwi.heartbeat.state.registry.RobotFilter;
import com.lekiwi.heartbeat.state.registry.RobotOrder;
import com.lekiwi.heartbeat.state.registry.RobotPages;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v2/robots?status=&type=&site=&teleoperation=&tag=&q=&sort=&limit=&cursor=&count=}:
 * robots page by page, as a {@link RobotPage}.
 * <p>
 * A filter may be given again and again, or as a list with commas; a robot has to have
 * one of its values, and to pass all filters. {@code q} is words that all have to be part
 * of its id, its name or a tag, whatever the case. {@code sort} is {@code id},
 * {@code name}, {@code status_since} or {@code registered_at}, from the highest on with a
 * {@code -} before it. A cursor is good for the sort and the filter that it was made for.
 * {@code count=true} adds how many robots there are on all pages.
 */
@RestController
class ListController {

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1_000;

	private final RobotPages pages;

	private final FleetCensus census;

	private final Clock clock;

	ListController(RobotPages pages, FleetCensus census, Clock clock) {
		this.pages = pages;
		this.census = census;
		this.clock = clock;
	}

	@GetMapping("/api/v2/robots")
	RobotPage robots(HttpServletRequest request) {
		QueryParameters query = QueryParameters.of(request,
				RobotFilter.parametersAnd("sort", "limit", "cursor", "count"));
		RobotFilter filter = RobotFilter.read(query);
		RobotOrder given = query.one("sort", RobotOrder::read, "one of " + RobotOrder.ALL);
		RobotOrder order = (given != null) ? given : RobotOrder.BY_ID;
		int limit = query.limit(DEFAULT_LIMIT, MAX_LIMIT);
		boolean count = query.flag("count");
		PageCursor cursor = new PageCursor(order, filter);
		Place after = cursor.read(query);
		query.check();
		Instant asOf = this.clock.instant();
		List<Robot> robots = this.pages.page(filter, order, after, limit + 1);
		boolean more = robots.size() > limit;
		List<Robot> page = more ? robots.subList(0, limit) : robots;
		return new RobotPage(asOf, page, more ? cursor.write(order.placeOf(page.getLast())) : null,
				count ? this.census.count(filter) : null);
	}

}
