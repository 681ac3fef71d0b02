package com.lekiwi.heartbeat.benchmarks.floor;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Reads the whole body of {@code POST /api/v2/robots/{id}/heartbeat} and answers 204. It
 * looks at nothing in it and keeps nothing.
 */
final class FloorLane implements Filter {

	private static final String SUFFIX = "/heartbeat";

	/** state-manager's limit. */
	private static final int MAX_BODY = 16 * 1024;

	@Override
	public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) anyRequest;
		HttpServletResponse response = (HttpServletResponse) anyResponse;
		if (!request.getRequestURI().endsWith(SUFFIX) || !request.getMethod().equals("POST")) {
			chain.doFilter(anyRequest, anyResponse);
			return;
		}
		byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
		response.setStatus((body.length > MAX_BODY) ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
				: HttpServletResponse.SC_NO_CONTENT);
	}

}
