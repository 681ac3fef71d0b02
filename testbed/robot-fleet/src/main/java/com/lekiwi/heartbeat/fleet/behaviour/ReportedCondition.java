package com.lekiwi.heartbeat.fleet.behaviour;

import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;

/** What a robot says of itself: mostly that it is well, now and then busy or broken. */
final class ReportedCondition {

	private static final double ERRORS_PER_HOUR = 0.15;

	private static final double BUSY_PER_HOUR = 0.8;

	private final LifeRates rates;

	private ReportedStatus status = ReportedStatus.OK;

	private int stepsLeft;

	ReportedCondition(LifeRates rates) {
		this.rates = rates;
	}

	ReportedStatus step(RandomGenerator random) {
		if (this.stepsLeft > 0) {
			this.stepsLeft--;
			return this.status;
		}
		double chance = random.nextDouble();
		double error = this.rates.chance(ERRORS_PER_HOUR);
		if (chance < error) {
			begin(ReportedStatus.ERROR, random.nextDouble(20, 90));
		}
		else if (chance < error + this.rates.chance(BUSY_PER_HOUR)) {
			begin(ReportedStatus.BUSY, random.nextDouble(20, 120));
		}
		else {
			this.status = ReportedStatus.OK;
		}
		return this.status;
	}

	void reboot() {
		this.status = ReportedStatus.OK;
		this.stepsLeft = 0;
	}

	private void begin(ReportedStatus next, double seconds) {
		this.status = next;
		this.stepsLeft = this.rates.steps(seconds);
	}

}
