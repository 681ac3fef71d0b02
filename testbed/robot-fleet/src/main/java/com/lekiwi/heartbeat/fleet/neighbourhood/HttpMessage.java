package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.nio.charset.StandardCharsets;

/** Answers, as they stand on the wire. */
final class HttpMessage {

	private static final String JSON = "application/json";

	private HttpMessage() {
	}

	static byte[] json(byte[] body) {
		return whole("200 OK", "", JSON, new String(body, StandardCharsets.UTF_8));
	}

	static byte[] json(String body) {
		return whole("200 OK", "", JSON, body);
	}

	static byte[] whole(String status, String header, String type, String body) {
		int length = body.getBytes(StandardCharsets.UTF_8).length;
		return (head(status, header + "Content-Length: " + length + "\r\n", type) + body)
			.getBytes(StandardCharsets.UTF_8);
	}

	/** Without a length its end is the connection's. */
	static String head(String status, String headers, String type) {
		return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: " + type + "\r\nConnection: close\r\n\r\n";
	}

}
