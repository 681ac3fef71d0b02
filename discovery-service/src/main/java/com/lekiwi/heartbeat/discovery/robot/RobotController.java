package com.lekiwi.heartbeat.discovery.robot;

import java.io.IOException;
import java.util.List;

import com.lekiwi.heartbeat.discovery.address.AllowedNetworks;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.page.PageLimit;
import com.lekiwi.heartbeat.starter.body.BodyReader;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells what was found, and takes people's decisions. */
@RestController
@RequestMapping("/api/v2/discovery/robots")
class RobotController {

	private static final DataSize MAX_BODY = DataSize.ofKilobytes(4);

	private static final int LONGEST_REASON = 256;

	private final RobotStore robots;

	private final AllowedNetworks networks;

	private final JsonMapper json = new JsonMapper();

	RobotController(RobotStore robots, AllowedNetworks networks) {
		this.robots = robots;
		this.networks = networks;
	}

	@GetMapping
	FoundRobotPage list(@RequestParam(defaultValue = "100") int limit,
			@RequestParam(required = false) @Nullable String cursor) {
		PageLimit.check(limit);
		LiteralAddress after = (cursor != null) ? address("cursor", cursor) : null;
		List<FoundRobot> found = this.robots.page(after, limit + 1);
		List<FoundRobot> page = found.subList(0, Math.min(limit, found.size()));
		return new FoundRobotPage(page, (found.size() > limit) ? page.getLast().address().text() : null);
	}

	/**
	 * A replica, this one or another, tells state-manager within a fraction of a second.
	 */
	@PostMapping("/{address}/adopt")
	ResponseEntity<FoundRobot> adopt(@PathVariable("address") String text) {
		LiteralAddress address = address("address", text);
		this.robots.adopt(address);
		FoundRobot robot = this.robots.find(address)
			.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND,
					Problems.problem(HttpStatus.NOT_FOUND, ProblemType.NOT_FOUND, "no robot was found at " + address),
					null));
		if (robot.adoption() == Adoption.IGNORED) {
			throw new ErrorResponseException(HttpStatus.CONFLICT, Problems.problem(HttpStatus.CONFLICT,
					ProblemType.IGNORED, address + " is ignored; DELETE …/ignore ends that"), null);
		}
		return ResponseEntity.accepted().body(robot);
	}

	@PostMapping("/{address}/ignore")
	Ignored ignore(@PathVariable("address") String text, HttpServletRequest request) throws IOException {
		LiteralAddress address = this.networks.require(text);
		return this.robots.ignore(address, reason(request));
	}

	@DeleteMapping("/{address}/ignore")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unignore(@PathVariable("address") String text) {
		this.robots.unignore(address("address", text));
	}

	private @Nullable String reason(HttpServletRequest request) throws IOException {
		if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
			return null;
		}
		JsonNode reason = read(BodyReader.read(request, MAX_BODY)).path("reason");
		if (reason.isMissingNode() || reason.isNull()) {
			return null;
		}
		if (!reason.isString() || reason.stringValue().length() > LONGEST_REASON
				|| reason.stringValue().indexOf('\0') >= 0) {
			throw invalid("/reason", "must be a text of at most " + LONGEST_REASON + " characters without NUL");
		}
		return reason.stringValue();
	}

	private JsonNode read(byte[] body) {
		try {
			return this.json.readTree(body);
		}
		catch (JacksonException ex) {
			throw invalid("", "is not JSON: " + ex.getOriginalMessage());
		}
	}

	private static LiteralAddress address(String field, String text) {
		return LiteralAddress.parse(text).orElseThrow(() -> invalid(field, "is not an address in canonical form"));
	}

	private static InvalidRequestException invalid(String field, String message) {
		return new InvalidRequestException(List.of(new Fault(field, message)));
	}

}
