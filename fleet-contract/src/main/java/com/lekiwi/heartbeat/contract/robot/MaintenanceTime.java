package com.lekiwi.heartbeat.contract.robot;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The time for which a person has set a robot aside.
 *
 * @param since when it began
 * @param until when it ends by itself
 * @param by who set it
 * @param reason why; absent when nobody said
 */
public record MaintenanceTime(Instant since, Instant until, String by, @Nullable String reason) {

}
