package com.lekiwi.heartbeat.benchmarks.edge;

/** What a side suffers from. */
enum Fault {

	/** It answers every request, 200 ms late. */
	SLOW("slow", "slow (200 ms)"),

	/** It answers every request with 500. */
	FAILING("500", "answers 500"),

	/** It takes connections and says nothing (SIGSTOP). */
	FROZEN("frozen", "frozen"),

	/** It is not there (SIGKILL). */
	DEAD("dead", "dead");

	/** How late a slow one answers. */
	static final int SLOW_MS = 200;

	private final String key;

	private final String label;

	Fault(String key, String label) {
		this.key = key;
		this.label = label;
	}

	/** In the keys of figures. */
	String key() {
		return this.key;
	}

	/** For people. */
	String label() {
		return this.label;
	}

}
