package com.lekiwi.heartbeat.starter.request;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the request's id into every log line of the request, and into the answer. nginx
 * draws the id; where it did not, it is drawn here.
 */
public final class RequestIdFilter extends OncePerRequestFilter {

	/** The header that carries the id. */
	public static final String HEADER = "X-Request-Id";

	private static final String KEY = "request_id";

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String id = idOf(request);
		response.setHeader(HEADER, id);
		MDC.put(KEY, id);
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove(KEY);
		}
	}

	/**
	 * Tells a request's id. A foreign value is never copied into a log or a header as it
	 * is.
	 * @param request the request
	 * @return the id that it carries where that is well-formed, else one that is drawn
	 * here, anew with every call: 1 to 64 letters, digits, {@code . _ -}
	 */
	public static String idOf(HttpServletRequest request) {
		@Nullable String given = request.getHeader(HEADER);
		return (given != null && FORM.matcher(given).matches()) ? given : UUID.randomUUID().toString();
	}

}
