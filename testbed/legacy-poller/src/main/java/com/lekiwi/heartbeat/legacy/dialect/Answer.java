package com.lekiwi.heartbeat.legacy.dialect;

import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers more headers than the content type
 * @param body what is written as JSON
 */
record Answer(int status, Map<String, String> headers, Object body) {

	Answer {
		headers = Map.copyOf(headers);
	}

	static Answer ok(Object body) {
		return new Answer(200, Map.of(), body);
	}

	static Answer no(int status, Object detail) {
		return new Answer(status, Map.of(), Map.of("detail", detail));
	}

}
