package com.lekiwi.heartbeat.contract.update;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import org.jspecify.annotations.Nullable;

/**
 * A robot's newest beat.
 *
 * @param id whose beat it is
 * @param beat the beat
 * @param counters what was counted; absent when only {@code received} grew
 */
public record BeatChange(RobotId id, Beat beat, @Nullable Counters counters) {

}
