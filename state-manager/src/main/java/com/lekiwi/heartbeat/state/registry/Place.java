package com.lekiwi.heartbeat.state.registry;

import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * A place in the order of robots, where a page ends and the next one begins.
 *
 * @param value the value that the robot there is ordered by; empty when that is its id
 * @param id the robot there
 */
public record Place(String value, RobotId id) {

}
