package com.lekiwi.heartbeat.fleet.simulation;

import java.net.URI;
import java.time.Duration;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.fleet.behaviour.LifeRates;
import com.lekiwi.heartbeat.fleet.dialect.DialectShares;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated fleet is like.
 *
 * @param target where the dialects are spoken, {@code /api/v2} and {@code /heartbeat}
 * @param robots how many robots there are, 0 or more
 * @param firstRobot the number of the first; fleets with other numbers share no robot
 * @param seed decides how the robots live
 * @param runId tells boots of this run from those of another; absent: from the clock
 * @param rates how lively the robots are; a step is the time between two beats
 * @param dialects how many robots speak the legacy dialect
 * @param outboxCapacity how many beats may wait on a robot; on one of the legacy dialect
 * one, the newest
 * @param answerTimeout how long a robot waits for an answer
 * @param statusPort where each robot answers {@code GET /status} on its own address; 0
 * for not at all
 * @param controlPort where the truth is served on 127.0.0.1; 0 for not at all
 * @param neighbours what else lives there
 */
public record FleetSettings(URI target, int robots, int firstRobot, long seed, @Nullable String runId, LifeRates rates,
		DialectShares dialects, int outboxCapacity, Duration answerTimeout, int statusPort, int controlPort,
		NeighbourSettings neighbours) {

	/** Robots with higher numbers have addresses that neighbours may have. */
	private static final int LAST_BESIDE_NEIGHBOURS = 50_000;

	/**
	 * Checks the ranges.
	 * @throws IllegalArgumentException with one line that says what is out of range
	 */
	public FleetSettings {
		require("http".equals(target.getScheme()) && target.getHost() != null,
				"the target must be an http:// address, not " + target);
		require(robots >= 0 && firstRobot >= 1 && (long) firstRobot + robots - 1 <= RobotProfile.LAST_NUMBER,
				"robots are numbered from 1 to " + RobotProfile.LAST_NUMBER);
		require(rates.step().compareTo(Duration.ofMillis(10)) >= 0
				&& rates.step().compareTo(Duration.ofMinutes(5)) <= 0, "the interval must be 10 ms to 5 minutes");
		require(outboxCapacity >= 1, "an outbox holds one beat at least");
		require(answerTimeout.isPositive(), "the time-out must be positive");
		require(isPort(statusPort) && isPort(controlPort), "a port is 0 to 65535");
		require(neighbours.neighbours() == 0 || statusPort != 0, "neighbours need a status port");
		require(neighbours.neighbours() == 0 || firstRobot + robots - 1 <= LAST_BESIDE_NEIGHBOURS,
				"robots beside neighbours are numbered from 1 to " + LAST_BESIDE_NEIGHBOURS);
	}

	/**
	 * Begins settings with 200 robots that beat every five seconds and open no port.
	 * @param target where the dialects are spoken, {@code /api/v2} and {@code /heartbeat}
	 * @return a builder
	 */
	public static Builder towards(URI target) {
		return new Builder(target);
	}

	/** The interval that a beat names: whole seconds, 1 at least. */
	int intervalSeconds() {
		return (int) Math.max(1, Math.ceilDiv(this.rates.step().toMillis(), 1000L));
	}

	private static boolean isPort(int port) {
		return port >= 0 && port <= 65535;
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	/** Collects settings; each method sets the value of its name. */
	public static final class Builder {

		private final URI target;

		private int robots = 200;

		private int firstRobot = 1;

		private long seed = 1;

		private @Nullable String runId;

		private Duration interval = Duration.ofSeconds(Heartbeat.DEFAULT_INTERVAL_S);

		private double rebootsPerHour = LifeRates.REBOOTS_PER_HOUR;

		private double dropoutsPerHour = LifeRates.DROPOUTS_PER_HOUR;

		private DialectShares dialects = DialectShares.ALL_V2;

		private int outboxCapacity = 120;

		private Duration answerTimeout = Duration.ofSeconds(5);

		private int statusPort;

		private int controlPort;

		private NeighbourSettings neighbours = NeighbourSettings.NOBODY;

		Builder(URI target) {
			this.target = target;
		}

		public Builder robots(int value) {
			this.robots = value;
			return this;
		}

		public Builder firstRobot(int value) {
			this.firstRobot = value;
			return this;
		}

		public Builder seed(long value) {
			this.seed = value;
			return this;
		}

		public Builder runId(@Nullable String value) {
			this.runId = value;
			return this;
		}

		public Builder interval(Duration value) {
			this.interval = value;
			return this;
		}

		public Builder rebootsPerHour(double value) {
			this.rebootsPerHour = value;
			return this;
		}

		public Builder dropoutsPerHour(double value) {
			this.dropoutsPerHour = value;
			return this;
		}

		public Builder dialects(DialectShares value) {
			this.dialects = value;
			return this;
		}

		public Builder outboxCapacity(int value) {
			this.outboxCapacity = value;
			return this;
		}

		public Builder answerTimeout(Duration value) {
			this.answerTimeout = value;
			return this;
		}

		public Builder statusPort(int value) {
			this.statusPort = value;
			return this;
		}

		public Builder controlPort(int value) {
			this.controlPort = value;
			return this;
		}

		public Builder neighbours(NeighbourSettings value) {
			this.neighbours = value;
			return this;
		}

		/**
		 * Makes the settings.
		 * @return the settings
		 * @throws IllegalArgumentException if a value is out of range
		 */
		public FleetSettings build() {
			return new FleetSettings(this.target, this.robots, this.firstRobot, this.seed, this.runId,
					new LifeRates(this.interval, this.rebootsPerHour, this.dropoutsPerHour), this.dialects,
					this.outboxCapacity, this.answerTimeout, this.statusPort, this.controlPort, this.neighbours);
		}

	}

}
