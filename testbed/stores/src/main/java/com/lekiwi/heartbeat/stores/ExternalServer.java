package com.lekiwi.heartbeat.stores;

import java.util.Map;

/** What is told about a server that is not ours. */
final class ExternalServer {

	private ExternalServer() {
	}

	static String required(Map<String, String> environment, String name) {
		String value = environment.getOrDefault(name, "");
		if (value.isBlank()) {
			throw new IllegalArgumentException(Stores.VARIABLE + "=external needs " + name);
		}
		return value;
	}

	static UnsupportedOperationException notOurs(String server) {
		return new UnsupportedOperationException(server + " is external: it is neither started nor stopped from here");
	}

}
