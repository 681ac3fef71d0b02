package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Instant;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a line as {@code deploy/nginx/split/log.conf} writes it, behind syslog's prefix
 * (RFC 3164). Whatever else arrives is malformed, and no exception leaves here.
 */
final class LineReader {

	private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f]{32}");

	private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z.:_-]{1,64}");

	private static final int HIGHEST_STATUS = 999;

	private static final EdgeLine MALFORMED = new EdgeLine.Malformed();

	private static final EdgeLine REFUSED = new EdgeLine.Refused();

	private final JsonFactory json = new JsonFactory();

	EdgeLine read(byte[] line) {
		int start = SyslogPrefix.end(line);
		// Garbage, and lines that were cut off, are told without the cost of an
		// exception.
		if (start < 0 || line[start] != '{' || line[line.length - 1] != '}') {
			return MALFORMED;
		}
		Fields fields = new Fields();
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), line, start, line.length - start)) {
			parser.nextToken();
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				parser.nextToken();
				fields.read(name, parser);
			}
			if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
				return MALFORMED;
			}
		}
		catch (JacksonException ex) {
			// It is counted; who sends such lines decides how many there are, so none is
			// logged.
			return MALFORMED;
		}
		return fields.line();
	}

	/** The fields as far as they have been read; zero and empty where they are absent. */
	private static final class Fields {

		private boolean valid = true;

		private long time;

		private String requestId = "";

		private boolean shadow;

		private String client = "";

		private String path = "";

		private String robot = "";

		private int status;

		private double firstSeconds = Double.NaN;

		private int firstStatus;

		private String primary = "";

		private String system = "";

		private String keyKind = "";

		void read(String name, JsonParser parser) {
			switch (name) {
				case "time" -> this.time = (long) (number(parser) * 1000);
				case "request_id" -> this.requestId = text(parser);
				case "shadow" -> this.shadow = parser.currentToken() == JsonToken.VALUE_TRUE;
				case "client" -> this.client = text(parser);
				case "path" -> this.path = text(parser);
				case "robot" -> this.robot = text(parser);
				case "status" -> this.status = (int) number(parser);
				case "first_upstream_time" -> this.firstSeconds = number(parser);
				case "first_upstream_status" -> this.firstStatus = (int) number(parser);
				case "primary" -> this.primary = text(parser);
				case "system" -> this.system = text(parser);
				case "key_kind" -> this.keyKind = text(parser);
				default -> parser.skipChildren();
			}
		}

		/** Not a number for null, which casts to zero. */
		private double number(JsonParser parser) {
			if (parser.currentToken() == JsonToken.VALUE_NULL) {
				return Double.NaN;
			}
			this.valid &= parser.currentToken().isNumeric();
			return this.valid ? parser.getDoubleValue() : Double.NaN;
		}

		private String text(JsonParser parser) {
			this.valid &= parser.currentToken() == JsonToken.VALUE_STRING;
			return this.valid ? parser.getString() : "";
		}

		EdgeLine line() {
			boolean sound = this.valid && this.time > 0 && this.status >= 0 && this.status <= HIGHEST_STATUS
					&& this.firstStatus >= 0 && this.firstStatus <= HIGHEST_STATUS && !(this.firstSeconds < 0)
					&& REQUEST_ID.matcher(this.requestId).matches()
					&& (this.robot.isEmpty() || RobotId.isValid(this.robot));
			if (!sound) {
				return MALFORMED;
			}
			EdgeLine.FirstTry first = new EdgeLine.FirstTry(this.firstStatus, this.firstSeconds);
			if (this.shadow) {
				Side target = Side.of(this.system);
				return (target != null) ? new EdgeLine.Copy(target, first) : MALFORMED;
			}
			return request(first);
		}

		private EdgeLine request(EdgeLine.FirstTry first) {
			Endpoint endpoint = Endpoint.of(this.path);
			Side turn = endpoint.isNewOnly() ? Side.NEW : Side.of(this.primary);
			if (turn == null) {
				return this.primary.isEmpty() ? REFUSED : MALFORMED;
			}
			if (!ADDRESS.matcher(this.client).matches()) {
				return MALFORMED;
			}
			Side servedBy = endpoint.isNewOnly() ? Side.NEW : Side.of(this.system);
			return new EdgeLine.Request(Instant.ofEpochMilli(this.time), this.requestId, turn, servedBy, endpoint,
					orNull(this.robot), this.keyKind.equals("address") ? this.client : null, this.status, first);
		}

		private static @Nullable String orNull(String text) {
			return text.isEmpty() ? null : text;
		}

	}

}
