package com.lekiwi.heartbeat.monitor.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log of changes is followed.
 *
 * @param interval how often the log is looked at although nobody said that there is more
 * @param pageSize events to ask for at once, 1 to 1,000
 * @param keep newest events that are kept in memory
 * @param resumeLimit events that a watcher who resumes is sent at most; when more are
 * missing they are left out, and that is said
 */
public record EventSettings(@DurationMin(millis = 20) @DefaultValue("1s") Duration interval,
		@Min(1) @Max(1000) @DefaultValue("1000") int pageSize,
		@Min(100) @Max(1_000_000) @DefaultValue("10000") int keep, @Min(1) @DefaultValue("1000") int resumeLimit) {

}
