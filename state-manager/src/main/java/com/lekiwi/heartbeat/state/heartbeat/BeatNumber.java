package com.lekiwi.heartbeat.state.heartbeat;

/**
 * Which beat it is, of a robot that numbers its beats.
 *
 * @param bootId the boot
 * @param seq its number in that boot
 */
record BeatNumber(String bootId, long seq) {

}
