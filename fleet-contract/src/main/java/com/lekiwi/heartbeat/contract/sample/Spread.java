package com.lekiwi.heartbeat.contract.sample;

/**
 * One number over the beats of a step.
 *
 * @param min its smallest value
 * @param mean its mean; each beat counts once
 * @param max its largest value
 * @param n how many beats had it, at least one
 */
public record Spread(float min, float mean, float max, long n) {

}
