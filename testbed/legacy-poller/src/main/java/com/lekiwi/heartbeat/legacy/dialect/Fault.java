package com.lekiwi.heartbeat.legacy.dialect;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One thing that is wrong with a body.
 *
 * @param loc where: {@code body}, and the field
 * @param msg what is wrong, in words
 * @param type what is wrong, for programs
 */
@JsonPropertyOrder({ "loc", "msg", "type" })
record Fault(List<String> loc, String msg, String type) {

	Fault {
		loc = List.copyOf(loc);
	}

	static Fault ofBody(String msg, String type) {
		return new Fault(List.of("body"), msg, type);
	}

	static Fault ofField(String field, String msg, String type) {
		return new Fault(List.of("body", field), msg, type);
	}

}
