package com.lekiwi.heartbeat.fleet.behaviour;

import java.util.random.RandomGenerator;

/**
 * A value that wanders smoothly: each step pulls it a little towards its aim and pushes
 * it a little at random, inside its bounds.
 */
final class Wander {

	private static final double PULL = 0.08;

	private final double min;

	private final double max;

	private final double push;

	private double value;

	Wander(double min, double max, double push, double start) {
		this.min = min;
		this.max = max;
		this.push = push;
		this.value = start;
	}

	float towards(double aim, RandomGenerator random) {
		double next = this.value + PULL * (aim - this.value) + this.push * (2 * random.nextDouble() - 1);
		this.value = Math.clamp(next, this.min, this.max);
		return (float) this.value;
	}

}
