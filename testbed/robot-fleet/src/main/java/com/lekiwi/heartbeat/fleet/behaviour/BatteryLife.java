package com.lekiwi.heartbeat.fleet.behaviour;

import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;

/**
 * A battery of three lithium cells that drains while the robot works and is charged when
 * it is low. Percent and voltage move together.
 */
final class BatteryLife {

	private static final double EMPTY_VOLTS = 9.9;

	private static final double FULL_VOLTS = 12.6;

	/** A charger lifts the voltage, a load lets it sag. */
	private static final double CHARGER_VOLTS = 0.15;

	private static final double LOAD_VOLTS = 0.1;

	private static final double LOW = 18;

	private static final double CHARGED = 97;

	/** In percent per second: four hours of rest, an hour and a half of driving. */
	private static final double REST_DRAIN = 100 / (4 * 3600.0);

	private static final double DRIVE_DRAIN = 100 / (1.5 * 3600);

	/** In percent per second: full in half an hour. */
	private static final double CHARGE = 100 / 1800.0;

	private final double stepSeconds;

	private double percent;

	private boolean charging;

	BatteryLife(double stepSeconds, RandomGenerator random) {
		this.stepSeconds = stepSeconds;
		this.percent = random.nextDouble(25, 100);
	}

	Battery step(boolean driven, RandomGenerator random) {
		double vary = random.nextDouble(0.7, 1.3);
		double perSecond = this.charging ? CHARGE : driven ? -DRIVE_DRAIN : -REST_DRAIN;
		this.percent = Math.clamp(this.percent + perSecond * vary * this.stepSeconds, 0, 100);
		this.charging = this.charging ? this.percent < CHARGED : this.percent < LOW;
		double volts = EMPTY_VOLTS + (FULL_VOLTS - EMPTY_VOLTS) * this.percent / 100;
		volts += this.charging ? CHARGER_VOLTS : driven ? -LOAD_VOLTS : 0;
		return new Battery(rounded(this.percent, 10), rounded(volts, 100));
	}

	private static float rounded(double value, int parts) {
		return (float) (Math.rint(value * parts) / parts);
	}

}
