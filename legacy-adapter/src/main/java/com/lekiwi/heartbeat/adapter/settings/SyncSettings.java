package com.lekiwi.heartbeat.adapter.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How what the legacy hears is brought over.
 *
 * @param continuous whether runs begin by themselves; a run that is asked for is made in
 * any case
 * @param interval from the end of one run to the beginning of the next
 * @param maxBackoff the same at most, after runs that failed
 * @param identity whose word on names and types counts
 * @param pageSize robots that are handed over at once
 * @param robotsPerSecond robots that are handed over in a second at most
 * @param tolerance by how much a time must be newer to be news, and by how much the
 * clocks of both sides may differ
 * @param echoMargin how long after we told the legacy of a beat what it heard still
 * counts as that
 * @param unansweredMargin the same where the legacy did not answer when it was told, from
 * the first time that it answers again
 * @param readTimeout how long the legacy may take to list its robots
 * @param maxListSize how long that list may be
 * @param writeTimeout how long state-manager may take for one page
 * @param lease how long a run that makes no progress is waited for
 * @param keepRuns how long the records of runs are kept
 */
public record SyncSettings(@DefaultValue("true") boolean continuous,
		@NotNull @DurationMin(millis = 10) @DefaultValue("2s") Duration interval,
		@NotNull @DurationMin(millis = 10) @DefaultValue("1m") Duration maxBackoff,
		@NotNull @DefaultValue("legacy") IdentityAuthority identity,
		@Min(1) @Max(1000) @DefaultValue("500") int pageSize, @Min(1) @DefaultValue("5000") int robotsPerSecond,
		@NotNull @DurationMin @DefaultValue("1s") Duration tolerance,
		@NotNull @DurationMin @DefaultValue("2s") Duration echoMargin,
		@NotNull @DurationMin @DefaultValue("5s") Duration unansweredMargin,
		@NotNull @DurationMin(millis = 10) @DefaultValue("5s") Duration readTimeout,
		@NotNull @DefaultValue("32MB") DataSize maxListSize,
		@NotNull @DurationMin(millis = 10) @DefaultValue("5s") Duration writeTimeout,
		@NotNull @DurationMin(millis = 100) @DefaultValue("15s") Duration lease,
		@NotNull @DurationMin(hours = 1) @DefaultValue("7d") Duration keepRuns) {

	/** Whose word on names and types counts. */
	public enum IdentityAuthority {

		/** The legacy's: the new side is brought to its answer. */
		LEGACY,

		/** The new side's: the legacy only fills gaps. */
		NEW

	}

}
