package com.lekiwi.heartbeat.starter.problem;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Writes a problem where no controller is: in a filter. */
@Component
public final class ProblemWriter {

	private final JsonMapper json;

	/**
	 * Makes a writer.
	 * @param json how problems become JSON
	 */
	public ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Answers with a problem.
	 * @param response the answer, not yet begun
	 * @param problem the problem
	 * @throws IOException if the client is gone
	 */
	public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", problem.getType());
		body.put("title", problem.getTitle());
		body.put("status", problem.getStatus());
		body.put("detail", problem.getDetail());
		if (problem.getProperties() != null) {
			body.putAll(problem.getProperties());
		}
		response.setStatus(problem.getStatus());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		byte[] bytes = this.json.writeValueAsBytes(body);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
