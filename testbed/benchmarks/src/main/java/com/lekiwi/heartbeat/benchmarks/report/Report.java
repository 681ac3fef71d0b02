package com.lekiwi.heartbeat.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a benchmark found.
 *
 * @param name the benchmark's name
 * @param machine on what it ran
 * @param settings how it ran
 * @param figures what it found, by keys that stay the same
 * @param text the same for people: tables and remarks
 */
@JsonPropertyOrder({ "name", "machine", "settings", "figures" })
public record Report(String name, Machine machine, Map<String, Object> settings, Map<String, Number> figures,
		@JsonIgnore List<String> text) {

	/** Copies the maps, which stay in order. */
	public Report {
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
		figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
		text = List.copyOf(text);
	}

	/**
	 * Writes the report as JSON.
	 * @return {@code {"name", "machine", "settings", "figures"}}
	 */
	public String json() {
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(this);
	}

}
