package com.lekiwi.heartbeat.contract.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * What the robot itself can see of its being driven. Evidence, not a verdict.
 *
 * @param hostReady whether the program that takes commands is up
 * @param commandRateHz commands per second, 0 to 100,000
 * @param lastCommandAgeMs milliseconds since the last command when the beat was made
 * @param source who the robot was told sends the commands
 * @param operatorId the operator that was declared, in the form of a robot id
 */
public record TeleoperationEvidence(@Nullable Boolean hostReady, @Nullable Float commandRateHz,
		@Nullable Long lastCommandAgeMs, @Nullable CommandSource source, @Nullable String operatorId) {

}
