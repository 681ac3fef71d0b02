package com.lekiwi.heartbeat.state.heartbeat;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.ProblemWriter;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.starter.problem.RetryAfter;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.starter.body.BodyReader;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/**
 * Takes {@code POST /api/v2/robots/{id}/heartbeat}: 204 after the commit. A lane of its
 * own in front of Spring MVC, because nearly every request is one of these and MVC's
 * dispatch costs more than all that is done here; see ADR 2. Everything else passes.
 */
final class HeartbeatLane implements Filter {

	private static final String PREFIX = "/api/v2/robots/";

	private static final String SUFFIX = "/heartbeat";

	private final GroupCommit commits;

	private final BeatJson json;

	private final IngestMetrics metrics;

	private final ProblemWriter problems;

	private final Clock clock;

	private final DataSize maxBody;

	HeartbeatLane(GroupCommit commits, BeatJson json, IngestMetrics metrics, ProblemWriter problems, Clock clock,
			StateManagerProperties properties) {
		this.commits = commits;
		this.json = json;
		this.metrics = metrics;
		this.problems = problems;
		this.clock = clock;
		this.maxBody = properties.ingest().maxBeatSize();
	}

	@Override
	public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) anyRequest;
		String path = request.getRequestURI();
		boolean ours = path.startsWith(PREFIX) && path.endsWith(SUFFIX)
				&& path.length() > PREFIX.length() + SUFFIX.length() - 1;
		String id = ours ? path.substring(PREFIX.length(), path.length() - SUFFIX.length()) : "";
		if (!ours || id.indexOf('/') >= 0) {
			chain.doFilter(anyRequest, anyResponse);
			return;
		}
		if (request.getMethod().equals("DELETE")) {
			// A robot says goodbye; that is seldom.
			chain.doFilter(anyRequest, anyResponse);
			return;
		}
		take(id, request, (HttpServletResponse) anyResponse);
	}

	private void take(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		try {
			if (!request.getMethod().equals("POST")) {
				response.setHeader(HttpHeaders.ALLOW, "POST, DELETE");
				throw problem(HttpStatus.METHOD_NOT_ALLOWED, ProblemType.METHOD_NOT_ALLOWED,
						"a heartbeat is sent with POST");
			}
			long start = System.nanoTime();
			ReceivedBeat beat = read(id, BodyReader.read(request, this.maxBody));
			BeatOutcome outcome = this.commits.commit(beat);
			this.metrics.answered(outcome, System.nanoTime() - start);
			answer(outcome, response);
		}
		catch (ErrorResponseException ex) {
			if (ex instanceof InvalidRequestException) {
				this.metrics.invalid();
			}
			this.problems.write(response, ex.getBody());
		}
	}

	private ReceivedBeat read(String id, byte[] body) {
		BeatReader.Result result = this.json.one(body);
		Heartbeat beat = result.beat();
		if (beat == null || !RobotId.isValid(id)) {
			List<Fault> faults = new ArrayList<>();
			if (!RobotId.isValid(id)) {
				faults.add(new Fault("id", "must match " + RobotId.FORM.pattern()));
			}
			faults.addAll(result.faults());
			throw new InvalidRequestException(faults);
		}
		return new ReceivedBeat(new RobotId(id), beat, this.clock.instant().truncatedTo(ChronoUnit.MICROS));
	}

	private static void answer(BeatOutcome outcome, HttpServletResponse response) {
		switch (outcome) {
			case COMMITTED -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
			case REFUSED ->
				throw problem(HttpStatus.UNPROCESSABLE_CONTENT, ProblemType.REFUSED, "the store refused this beat");
			case UNAVAILABLE -> {
				response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfter.seconds());
				throw problem(HttpStatus.SERVICE_UNAVAILABLE, ProblemType.UNAVAILABLE,
						"the store is away; send the same beat again");
			}
			case OVERLOADED -> {
				response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfter.seconds());
				throw problem(HttpStatus.SERVICE_UNAVAILABLE, ProblemType.UNAVAILABLE,
						"too many beats are waiting; send the same beat again");
			}
		}
	}

	private static ErrorResponseException problem(HttpStatus status, ProblemType type, String detail) {
		return new ErrorResponseException(status, Problems.problem(status, type, detail), null);
	}

}
