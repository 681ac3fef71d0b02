package com.lekiwi.heartbeat.stores;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings that every PostgreSQL server of ours starts with. */
final class PostgresServerSettings {

	private PostgresServerSettings() {
	}

	/**
	 * Durable above all: an acknowledged heartbeat is on disk. Values hold no spaces, as
	 * they pass through a shell.
	 * @return names and values, in order
	 */
	static Map<String, String> durable() {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("fsync", "on");
		settings.put("synchronous_commit", "on");
		settings.put("full_page_writes", "on");
		settings.put("shared_buffers", "128MB");
		settings.put("max_wal_size", "1GB");
		settings.put("max_connections", "100");
		// Every statement here is short: compiling it costs more than it saves.
		settings.put("jit", "off");
		settings.put("timezone", "UTC");
		return settings;
	}

}
