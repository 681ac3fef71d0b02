package com.lekiwi.heartbeat.fleet.behaviour;

import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.contract.heartbeat.Resources;

/**
 * Use of the robot's computer: it wanders, and works harder while the robot is driven.
 */
final class ComputerLoad {

	private static final double DISK_AIM = 0.9;

	private static final double DISK_PULL = 2e-5;

	private static final double COOL = 34;

	private static final double WARMTH = 38;

	private final Wander cpu;

	private final Wander memory;

	private final Wander temperature;

	private double disk;

	ComputerLoad(RandomGenerator random) {
		this.cpu = new Wander(0.02, 0.99, 0.03, random.nextDouble(0.1, 0.4));
		this.memory = new Wander(0.1, 0.97, 0.01, random.nextDouble(0.25, 0.6));
		this.temperature = new Wander(20, 88, 0.6, random.nextDouble(38, 55));
		this.disk = random.nextDouble(0.2, 0.7);
	}

	Resources step(boolean driven, RandomGenerator random) {
		float cpuNow = this.cpu.towards(driven ? 0.65 : 0.2, random);
		float memoryNow = this.memory.towards(driven ? 0.6 : 0.4, random);
		float temperatureNow = this.temperature.towards(COOL + WARMTH * cpuNow, random);
		this.disk += DISK_PULL * (DISK_AIM - this.disk) * random.nextDouble();
		return new Resources(rounded(cpuNow, 1000), rounded(memoryNow, 1000), rounded(this.disk, 1000),
				rounded(temperatureNow, 10));
	}

	private static float rounded(double value, int parts) {
		return (float) (Math.rint(value * parts) / parts);
	}

}
