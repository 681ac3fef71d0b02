package com.lekiwi.heartbeat.adapter.edgelog;

import org.jspecify.annotations.Nullable;

/** The two systems between which the edge splits. */
enum Side {

	LEGACY("legacy"), NEW("new");

	private final String word;

	Side(String word) {
		this.word = word;
	}

	/** As it is called in logs, metrics and tables. */
	String word() {
		return this.word;
	}

	static @Nullable Side of(String word) {
		return switch (word) {
			case "legacy" -> LEGACY;
			case "new" -> NEW;
			default -> null;
		};
	}

}
