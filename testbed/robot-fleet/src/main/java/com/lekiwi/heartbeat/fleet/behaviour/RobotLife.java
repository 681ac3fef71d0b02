package com.lekiwi.heartbeat.fleet.behaviour;

import java.util.List;
import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;

/**
 * The life of one robot, one step per heartbeat interval. The same seed, number and rates
 * give the same life, whatever other robots and the network do. Not safe for use by two
 * threads at once.
 */
public final class RobotLife {

	private static final List<String> SOFTWARE = List.of("2025.1", "2025.2", "2025.3", "2025.3.1", "2025.4");

	private static final String AGENT = "1.4.0";

	private static final double SOFTWARE_CHANGES = 0.3;

	/** Of the times a robot is away, the share in which it says goodbye first. */
	private static final double GOODBYES = 0.25;

	private final LifeRates rates;

	private final RandomGenerator random;

	private final BatteryLife battery;

	private final ComputerLoad computer;

	private final TeleoperationScript teleoperation;

	private final ReportedCondition condition;

	private Presence presence = Presence.BEATING;

	private boolean goodbyeSaid;

	private int awaySteps;

	private int boot = 1;

	private int software;

	/**
	 * Makes a robot's life, before its first step.
	 * @param seed the fleet's seed
	 * @param number the robot's number
	 * @param rates how lively it is
	 */
	public RobotLife(long seed, int number, LifeRates rates) {
		this.rates = rates;
		this.random = RobotRandom.of(seed, number, RobotRandom.Purpose.LIFE);
		this.battery = new BatteryLife(rates.stepSeconds(), this.random);
		this.computer = new ComputerLoad(this.random);
		this.teleoperation = new TeleoperationScript(rates, this.random);
		this.condition = new ReportedCondition(rates);
		this.software = this.random.nextInt(SOFTWARE.size() - 1);
	}

	/**
	 * Lives one step.
	 * @return what is true after it
	 */
	public Moment next() {
		ReportedStatus status = this.presence.makesBeats() ? this.condition.step(this.random) : ReportedStatus.OK;
		if (this.goodbyeSaid) {
			this.goodbyeSaid = false;
			leave(Presence.SWITCHED_OFF, this.random.nextDouble(40, 180));
		}
		else if (this.awaySteps > 0) {
			stayAway();
		}
		else if (this.random.nextDouble() < this.rates.chance(this.rates.rebootsPerHour())) {
			leave(Presence.REBOOTING, this.random.nextDouble(5, 20));
		}
		else if (this.random.nextDouble() < this.rates.chance(this.rates.dropoutsPerHour())) {
			if (this.random.nextDouble() < GOODBYES) {
				this.goodbyeSaid = true;
				status = ReportedStatus.STOPPING;
			}
			else {
				leave(Presence.DROPPED_OUT, this.random.nextDouble(20, 120));
			}
		}
		return moment(status);
	}

	private void leave(Presence away, double seconds) {
		this.presence = away;
		this.awaySteps = this.rates.steps(seconds);
	}

	private void stayAway() {
		if (--this.awaySteps > 0) {
			return;
		}
		if (!this.presence.makesBeats()) {
			this.boot++;
			this.condition.reboot();
			this.teleoperation.reboot(this.random);
			if (this.random.nextDouble() < SOFTWARE_CHANGES) {
				this.software = (this.software + 1) % SOFTWARE.size();
			}
		}
		this.presence = Presence.BEATING;
	}

	private Moment moment(ReportedStatus status) {
		this.teleoperation.step(this.random);
		boolean driven = this.presence.makesBeats() && this.teleoperation.driven();
		Battery batteryNow = this.battery.step(driven, this.random);
		Resources resources = this.computer.step(driven, this.random);
		return new Moment(this.presence, this.boot, status, batteryNow, resources,
				new Versions(AGENT, SOFTWARE.get(this.software)), this.teleoperation.evidence(this.random),
				this.teleoperation.truth());
	}

}
