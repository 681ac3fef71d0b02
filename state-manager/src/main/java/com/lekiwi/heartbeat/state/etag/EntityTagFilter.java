package com.lekiwi.heartbeat.state.etag;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every JSON answer to a {@code GET} or {@code HEAD} an entity tag, made of what it
 * says if it has none, and answers 304 to those who have it already. Answers may be kept,
 * and are asked for again before they are used.
 */
final class EntityTagFilter extends OncePerRequestFilter {

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !(request.getMethod().equals("GET") || request.getMethod().equals("HEAD"));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
		response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		HeldJson holding = new HeldJson(response);
		chain.doFilter(request, holding);
		byte[] body = holding.body();
		if (body == null) {
			return;
		}
		String tag = response.getHeader(HttpHeaders.ETAG);
		if (tag == null) {
			tag = EntityTags.weak(JsonDigest.of(body));
			response.setHeader(HttpHeaders.ETAG, tag);
		}
		if (EntityTags.isKnown(request, tag)) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			return;
		}
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
