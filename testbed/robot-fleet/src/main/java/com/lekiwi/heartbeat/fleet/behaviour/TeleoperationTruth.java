package com.lekiwi.heartbeat.fleet.behaviour;

import org.jspecify.annotations.Nullable;

/**
 * The ground truth about the driving of a robot.
 *
 * @param state what is true now
 * @param resumes what goes on when the host has restarted; only while it cycles
 * @param operatorId who drives; only while a person does
 */
public record TeleoperationTruth(TeleoperationState state, @Nullable TeleoperationState resumes,
		@Nullable String operatorId) {

}
