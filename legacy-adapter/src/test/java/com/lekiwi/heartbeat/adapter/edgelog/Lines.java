package com.lekiwi.heartbeat.adapter.edgelog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines as nginx writes them. */
final class Lines {

	private static final String PREFIX = "<190>Nov 26 18:29:04 edge: ";

	private final Map<String, String> fields = new LinkedHashMap<>();

	private Lines() {
	}

	/** A heartbeat of a robot that says its name. */
	static Lines beat(String robot, String primary) {
		return request("POST", "/heartbeat", primary).with("robot", quoted(robot)).with("key_kind", "\"header\"");
	}

	static Lines request(String method, String path, String primary) {
		Lines line = new Lines();
		line.with("line", "\"\"")
			.with("time", Double.toString(Instant.now().toEpochMilli() / 1000.0))
			.with("request_id", quoted(id()))
			.with("shadow", "false")
			.with("client", "\"10.1.0.7\"")
			.with("method", quoted(method))
			.with("path", quoted(path))
			.with("robot", "\"\"")
			.with("status", "200")
			.with("first_upstream_time", "0.004")
			.with("first_upstream_status", "200")
			.with("primary", quoted(primary))
			.with("system", quoted(primary))
			.with("key_kind", "\"address\"")
			.with("generation", "1");
		return line;
	}

	/** What nginx writes of a copy. */
	static Lines copy(String system) {
		return request("POST", "/" + system, "").with("system", quoted(system))
			.with("shadow", "true")
			.with("key_kind", "\"\"")
			.with("generation", "null");
	}

	/** What the other side made good. */
	Lines failedFirst(int status, String answeredBy) {
		return with("first_upstream_status", Integer.toString(status)).with("system", quoted(answeredBy));
	}

	Lines with(String field, String json) {
		this.fields.put(field, json);
		return this;
	}

	Lines numbered(String worker, int position) {
		return with("line", quoted("edge_line=" + number(worker, position)));
	}

	/** As ngx_http_userid_module writes it on a little-endian machine. */
	static String number(String worker, int position) {
		int counter = 0x03030302 + position * 0x100;
		byte[] backwards = { (byte) counter, (byte) (counter >> 8), (byte) (counter >> 16), (byte) (counter >> 24) };
		return "0100007F707A086B" + worker + HexFormat.of().withUpperCase().formatHex(backwards);
	}

	private static String id() {
		return java.util.UUID.randomUUID().toString().replace("-", "");
	}

	private static String quoted(String text) {
		return '"' + text + '"';
	}

	String text() {
		return PREFIX + this.fields.entrySet()
			.stream()
			.map(field -> quoted(field.getKey()) + ":" + field.getValue())
			.collect(Collectors.joining(",", "{", "}"));
	}

	byte[] bytes() {
		return text().getBytes(StandardCharsets.UTF_8);
	}

}
