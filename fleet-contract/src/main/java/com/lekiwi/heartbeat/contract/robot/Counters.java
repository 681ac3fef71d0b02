package com.lekiwi.heartbeat.contract.robot;

/**
 * What was counted of a robot's heartbeats since it was first heard.
 *
 * @param received beats that arrived, repeats not counted
 * @param lost beats that the robot numbered and that never arrived
 * @param reboots how often a boot began that was not known before
 */
public record Counters(long received, long lost, int reboots) {

}
