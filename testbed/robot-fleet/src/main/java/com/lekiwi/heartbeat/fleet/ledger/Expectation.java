package com.lekiwi.heartbeat.fleet.ledger;

/**
 * What a server must know of a robot that it had never heard of before this run.
 *
 * @param bootId the newest boot of which a beat was acknowledged
 * @param seq its highest acknowledged number
 * @param window its last 64 numbers as 16 hexadecimal digits; bit {@code i} is set when
 * {@code seq - i} was acknowledged
 * @param received beats acknowledged, over all boots
 * @param lost numbers that are missing, over all boots
 * @param reboots boots heard after the first
 */
public record Expectation(String bootId, long seq, String window, long received, long lost, int reboots) {

}
