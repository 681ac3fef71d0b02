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
		int length = request.getContentLength();
		if (length < 0 || length > MAX_BODY) {
			response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
			return;
		}
		int read = request.getInputStream().readNBytes(new byte[length], 0, length);
		response.setStatus((read < length) ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_NO_CONTENT);
	}

}
