package com.lekiwi.heartbeat.adapter.settings;

import java.net.URI;
import java.time.ZoneId;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The system that is replaced.
 *
 * @param url where it answers
 * @param zone whose wall-clock its times are of; they carry no zone themselves
 */
public record LegacySettings(@NotNull @DefaultValue("http://127.0.0.1:8000") URI url,
		@NotNull @DefaultValue("UTC") ZoneId zone) {

}
