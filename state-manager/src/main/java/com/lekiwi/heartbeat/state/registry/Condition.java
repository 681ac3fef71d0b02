package com.lekiwi.heartbeat.state.registry;

import java.util.ArrayList;
import java.util.List;

/** A condition of a statement, with its parameters, put together part by part. */
final class Condition {

	private final List<String> parts = new ArrayList<>();

	private final List<Object> parameters = new ArrayList<>();

	/** Adds a part that must hold as well. */
	Condition and(String part, Object... values) {
		this.parts.add(part);
		this.parameters.addAll(List.of(values));
		return this;
	}

	/** The parts, joined; TRUE when there are none. */
	String sql() {
		return this.parts.isEmpty() ? "TRUE" : String.join("\n  AND ", this.parts);
	}

	/** The parameters of {@link #sql()}, in order. */
	List<Object> parameters() {
		return List.copyOf(this.parameters);
	}

}
