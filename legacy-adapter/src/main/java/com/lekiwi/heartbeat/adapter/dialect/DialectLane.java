package com.lekiwi.heartbeat.adapter.dialect;

import java.io.IOException;
import java.util.Optional;

import com.lekiwi.heartbeat.adapter.fleet.FleetAwayException;
import com.lekiwi.heartbeat.starter.problem.RetryAfter;
import com.lekiwi.heartbeat.starter.request.RequestIdFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Answers everything outside of {@code /api/} as the legacy does, in front of Spring MVC:
 * nearly every request is a beat, and none of the answers is one that MVC would give.
 * {@code /api/} is this service's own and goes on to MVC.
 */
final class DialectLane implements Filter {

	private static final Logger log = LoggerFactory.getLogger(DialectLane.class);

	private static final String OWN = "/api/";

	private final DialectRoutes routes;

	DialectLane(DialectRoutes routes) {
		this.routes = routes;
	}

	@Override
	public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) anyRequest;
		if (request.getRequestURI().startsWith(OWN)) {
			chain.doFilter(anyRequest, anyResponse);
			return;
		}
		HttpServletResponse response = (HttpServletResponse) anyResponse;
		String id = RequestIdFilter.idOf(request);
		response.setHeader(RequestIdFilter.HEADER, id);
		Optional<byte[]> body;
		try {
			body = DialectBody.read(request);
		}
		catch (IOException ex) {
			// The client is gone, or too slow: the rest of its body must not be taken for
			// a
			// request.
			response.setHeader(HttpHeaders.CONNECTION, "close");
			send(response, Answer.UNREADABLE);
			return;
		}
		send(response, body.map(bytes -> answer(request, bytes, id)).orElse(Answer.TOO_LARGE));
	}

	private Answer answer(HttpServletRequest request, byte[] body, String id) {
		try {
			return this.routes.answer(request.getMethod(), request.getRequestURI(),
					request.getHeader(HttpHeaders.CONTENT_TYPE), body, id);
		}
		catch (FleetAwayException ex) {
			log.warn("request {}: {}", id, ex.getMessage());
			return Answer.UNAVAILABLE;
		}
		catch (RuntimeException ex) {
			log.error("request {} failed", id, ex);
			return Answer.FAILED;
		}
	}

	private static void send(HttpServletResponse response, Answer answer) throws IOException {
		response.setStatus(answer.status());
		response.setContentType("application/json");
		if (answer.allow() != null) {
			response.setHeader(HttpHeaders.ALLOW, answer.allow());
		}
		if (answer.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfter.seconds());
		}
		response.setContentLength(answer.body().length);
		response.getOutputStream().write(answer.body());
	}

}
