package com.lekiwi.heartbeat.contract.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way in which records become JSON: snake_case names, ISO-8601 times in UTC,
 * absent fields left out, unknown fields ignored.
 */
public final class FleetJson {

	private FleetJson() {
	}

	/**
	 * Sets a mapper up for the fleet's records.
	 * @param builder the builder to set up
	 * @return the same builder
	 */
	public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
		return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
			.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
	}

	/**
	 * Makes a mapper for the fleet's records.
	 * @return a new mapper
	 */
	public static JsonMapper mapper() {
		return configure(JsonMapper.builder()).build();
	}

}
