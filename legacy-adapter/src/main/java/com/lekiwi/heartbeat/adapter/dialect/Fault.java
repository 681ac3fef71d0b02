package com.lekiwi.heartbeat.adapter.dialect;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a body. None of its texts has a character that JSON would
 * escape: they are ours, not the client's.
 *
 * @param field the field; absent where it is the whole body
 * @param msg what is wrong, in words
 * @param type what is wrong, for programs
 */
record Fault(@Nullable String field, String msg, String type) {

	static final Fault NO_BODY = new Fault(null, "Field required", "missing");

	static final Fault NO_JSON = new Fault(null, "JSON decode error", "json_invalid");

	static final Fault NO_OBJECT = new Fault(null,
			"Input should be a valid dictionary or object to extract fields from", "model_attributes_type");

	static Fault missing(String field) {
		return new Fault(field, "Field required", "missing");
	}

	static Fault noText(String field) {
		return new Fault(field, "Input should be a valid string", "string_type");
	}

	static Fault tooLong(String field, int longest) {
		return new Fault(field, "String should have at most " + longest + " characters", "string_too_long");
	}

	static Fault noId(String field, String pattern) {
		return new Fault(field, "String should match pattern '^" + pattern + "$'", "string_pattern_mismatch");
	}

	static Fault noBool(String field) {
		return new Fault(field, "Input should be a valid boolean", "bool_type");
	}

	static Fault unclearBool(String field) {
		return new Fault(field, "Input should be a valid boolean, unable to interpret input", "bool_parsing");
	}

	void write(StringBuilder json) {
		json.append("{\"loc\":[\"body\"");
		if (this.field != null) {
			json.append(",\"").append(this.field).append('"');
		}
		json.append("],\"msg\":\"").append(this.msg).append("\",\"type\":\"").append(this.type).append("\"}");
	}

}
