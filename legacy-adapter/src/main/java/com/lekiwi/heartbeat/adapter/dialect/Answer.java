package com.lekiwi.heartbeat.adapter.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An answer in the legacy's dialect.
 *
 * @param status the HTTP status
 * @param body JSON in UTF-8; nobody changes it
 * @param allow the method that the path takes; absent where that is not the question
 */
// A body is compared by nobody.
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, byte[] body, @Nullable String allow) {

	static final Answer UPDATED = ok(json("{\"status\":\"updated\"}"));

	static final Answer NOT_FOUND = no(404, "Not Found");

	static final Answer ROBOT_NOT_FOUND = no(404, "Robot not found");

	static final Answer TOO_LARGE = no(413, "Request body too large");

	static final Answer UNREADABLE = no(400, "There was an error parsing the body");

	static final Answer UNAVAILABLE = no(503, "Service Unavailable");

	static final Answer FAILED = no(500, "Internal Server Error");

	static Answer ok(byte[] body) {
		return new Answer(200, body, null);
	}

	static Answer notAllowed(String allow) {
		return new Answer(405, json("{\"detail\":\"Method Not Allowed\"}"), allow);
	}

	static Answer faulty(List<Fault> faults) {
		StringBuilder body = new StringBuilder("{\"detail\":[");
		for (Fault fault : faults) {
			body.append((body.charAt(body.length() - 1) == '[') ? "" : ",");
			fault.write(body);
		}
		return new Answer(422, json(body.append("]}").toString()), null);
	}

	private static Answer no(int status, String detail) {
		return new Answer(status, json("{\"detail\":\"" + detail + "\"}"), null);
	}

	private static byte[] json(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
