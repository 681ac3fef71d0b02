package com.lekiwi.heartbeat.state.export;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import com.lekiwi.heartbeat.state.registry.RobotFilter;
import com.lekiwi.heartbeat.state.registry.RobotOrder;
import com.lekiwi.heartbeat.state.registry.RobotPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v2/robots/export?format=csv|ndjson&status=&type=&site=&teleoperation=&tag=&q=}:
 * robots in the order of their ids, as a file; without {@code format} in the form that
 * the client accepts.
 * <p>
 * The robots are read some at a time, each time when the reader has taken those before:
 * in between, a slow reader holds no connection to the store and no snapshot of it. So
 * each robot is as it was at some time during the export. A file that is whole ends as
 * its HTTP answer says; where it cannot be brought to its end the connection breaks.
 */
@RestController
class ExportController {

	private static final Logger log = LoggerFactory.getLogger(ExportController.class);

	private static final int AT_A_TIME = 1_000;

	private static final DateTimeFormatter IN_A_NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private final RobotPages pages;

	private final ExportSlots slots;

	private final JsonMapper json;

	private final Clock clock;

	private final Duration longest;

	ExportController(RobotPages pages, ExportSlots slots, JsonMapper json, Clock clock,
			StateManagerProperties properties) {
		this.pages = pages;
		this.slots = slots;
		this.json = json;
		this.clock = clock;
		this.longest = properties.export().longest();
	}

	@GetMapping("/api/v2/robots/export")
	void export(HttpServletRequest request, HttpServletResponse response) throws HttpMediaTypeNotAcceptableException {
		QueryParameters query = QueryParameters.of(request, RobotFilter.parametersAnd("format"));
		RobotFilter filter = RobotFilter.read(query);
		ExportFormat asked = query.one("format", ExportFormat::read, ExportFormat.ALL);
		query.check();
		ExportFormat format = (asked != null) ? asked
				: ExportFormat.accepted(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
		this.slots.take();
		try {
			List<Robot> first = this.pages.page(filter, RobotOrder.BY_ID, null, AT_A_TIME);
			response.setContentType(format.mediaType().toString());
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"robots-%s.%s\""
				.formatted(IN_A_NAME.format(this.clock.instant()), format.extension()));
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			if (!request.getMethod().equals("HEAD")) {
				write(format, filter, first, response);
			}
		}
		catch (IOException ex) {
			// The container has broken the connection: there is nobody to tell.
			log.debug("a reader left before the end of its export", ex);
		}
		finally {
			this.slots.giveBack();
		}
	}

	private void write(ExportFormat format, RobotFilter filter, List<Robot> first, HttpServletResponse response)
			throws IOException {
		long began = System.nanoTime();
		// It is never closed: that would end the answer as if it were whole.
		RobotWriter writer = format.writer(response.getOutputStream(), this.json);
		for (List<Robot> robots = first;; robots = next(filter, robots.getLast())) {
			for (Robot robot : robots) {
				writer.write(robot);
			}
			writer.flush();
			if (robots.size() < AT_A_TIME) {
				return;
			}
			if (System.nanoTime() - began > this.longest.toNanos()) {
				throw new CutShortException("an export took longer than " + this.longest);
			}
		}
	}

	private List<Robot> next(RobotFilter filter, Robot last) {
		try {
			return this.pages.page(filter, RobotOrder.BY_ID, RobotOrder.BY_ID.placeOf(last), AT_A_TIME);
		}
		catch (DataAccessException ex) {
			throw new CutShortException("an export ended at " + last.id() + ", because the store is away", ex);
		}
	}

	/** Lets it through, before the advice makes a second answer of it. */
	@ExceptionHandler
	void cutShort(CutShortException failure) {
		throw failure;
	}

}
