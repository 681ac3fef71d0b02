package com.lekiwi.heartbeat.monitor.push;

import java.util.Map;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.starter.problem.RetryAfter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Refuses a WebSocket before it is one, while too many are open. */
@Component
final class Admission implements HandshakeInterceptor {

	/** Set by nginx, which never passes on what a client says of itself. */
	private static final String REAL_ADDRESS = "X-Real-IP";

	private static final String ADDRESS = "address";

	private final PushSessions sessions;

	private final PushMetrics metrics;

	private final JsonMapper mapper = FleetJson.mapper();

	Admission(PushSessions sessions, PushMetrics metrics) {
		this.sessions = sessions;
		this.metrics = metrics;
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) throws Exception {
		if (!this.sessions.isFull()) {
			attributes.put(ADDRESS, address(request));
			return true;
		}
		this.metrics.refused();
		response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		response.getHeaders().addAll(RetryAfter.header());
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.getBody()
			.write(this.mapper.writeValueAsBytes(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE,
					ProblemType.UNAVAILABLE, "as many watchers are connected as are allowed")));
		response.flush();
		return false;
	}

	/** Whose connection it is. */
	static String address(Map<String, Object> attributes) {
		return String.valueOf(attributes.get(ADDRESS));
	}

	private static String address(ServerHttpRequest request) {
		String told = request.getHeaders().getFirst(REAL_ADDRESS);
		return (told != null) ? told : request.getRemoteAddress().getAddress().getHostAddress();
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception failure) {
		// Nothing to undo: a session begins when its socket is open.
	}

}
