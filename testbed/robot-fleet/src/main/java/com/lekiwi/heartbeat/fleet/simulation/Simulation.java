package com.lekiwi.heartbeat.fleet.simulation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.fleet.behaviour.Presence;
import com.lekiwi.heartbeat.fleet.behaviour.RobotLife;
import com.lekiwi.heartbeat.fleet.behaviour.RobotRandom;
import com.lekiwi.heartbeat.fleet.delivery.AcknowledgeTimes;
import com.lekiwi.heartbeat.fleet.delivery.Courier;
import com.lekiwi.heartbeat.fleet.delivery.HeartbeatClient;
import com.lekiwi.heartbeat.fleet.delivery.Outbox;
import com.lekiwi.heartbeat.fleet.dialect.Dialect;
import com.lekiwi.heartbeat.fleet.dialect.Tongue;
import com.lekiwi.heartbeat.fleet.ledger.Acknowledgements;
import com.lekiwi.heartbeat.fleet.ledger.BootTally;
import com.lekiwi.heartbeat.fleet.ledger.Expectation;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import tools.jackson.databind.json.JsonMapper;

/** All robots at work. Safe for use by any thread. */
public final class Simulation implements AutoCloseable {

	private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

	private final FleetSettings settings;

	private final String runId;

	private final Clock clock;

	private final Map<RobotId, SimulatedRobot> robots = new LinkedHashMap<>();

	private final AcknowledgeTimes times = new AcknowledgeTimes();

	private final JsonMapper mapper = FleetJson.mapper();

	private final HeartbeatClient client;

	private final Metronome metronome;

	private final List<Thread> couriers = new ArrayList<>();

	/**
	 * Puts the robots up; they do nothing yet.
	 * @param settings what the fleet is like
	 * @param clock dates the beats, and names the run where the settings do not
	 */
	public Simulation(FleetSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		String given = settings.runId();
		this.runId = (given != null) ? given : Long.toString(clock.millis(), Character.MAX_RADIX);
		this.client = new HeartbeatClient(settings.target(), settings.answerTimeout());
		RobotProfile.fleet(settings.firstRobot(), settings.robots())
			.forEach(profile -> this.robots.put(profile.id(), robot(profile)));
		this.metronome = new Metronome(List.copyOf(this.robots.values()), settings.seed(), settings.rates().step());
	}

	/** Lets the robots beat. */
	public void start() {
		for (SimulatedRobot robot : this.robots.values()) {
			this.couriers.add(Thread.ofVirtual().name("courier-of-" + robot.profile().id()).start(robot.courier()));
		}
		this.metronome.start();
	}

	/** Makes no more beats; what waits is still sent, also by robots that are away. */
	public void pause() {
		this.metronome.pause();
		this.robots.values().forEach(robot -> robot.setDraining(true));
	}

	/** Makes beats again. */
	public void resume() {
		this.robots.values().forEach(robot -> robot.setDraining(false));
		this.metronome.resume();
	}

	/**
	 * Says whether the ledgers are final.
	 * @return whether no beats are made, and none waits, is being sent or is uncertain
	 */
	public boolean settled() {
		return this.metronome.paused() && this.robots.values().stream().allMatch(robot -> robot.unsettled() == 0);
	}

	/**
	 * Silences a robot or wakes it.
	 * @param id the robot
	 * @param silenced whether it is to be silent
	 * @return whether there is such a robot
	 */
	public boolean setSilenced(RobotId id, boolean silenced) {
		SimulatedRobot robot = this.robots.get(id);
		if (robot == null) {
			return false;
		}
		robot.setSilenced(silenced);
		return true;
	}

	/**
	 * Tells what is true of a robot now.
	 * @param id the robot
	 * @return the truth; empty when there is no such robot
	 */
	public Optional<RobotTruth> truth(RobotId id) {
		return Optional.ofNullable(this.robots.get(id)).map(SimulatedRobot::truth);
	}

	/**
	 * Tells what is true of every robot now.
	 * @return a truth a robot, in the order of their numbers
	 */
	public List<RobotTruth> truths() {
		return this.robots.values().stream().map(SimulatedRobot::truth).toList();
	}

	/**
	 * Gives the ledger of a robot, which goes on being written.
	 * @param id the robot
	 * @return its ledger; empty when there is no such robot
	 */
	public Optional<RobotLedger> ledger(RobotId id) {
		return Optional.ofNullable(this.robots.get(id)).map(SimulatedRobot::ledger);
	}

	/**
	 * Gives the ledgers of all robots, which go on being written.
	 * @return the ledgers, in the order of the robots' numbers
	 */
	public List<RobotLedger> ledgers() {
		return this.robots.values().stream().map(SimulatedRobot::ledger).toList();
	}

	/**
	 * Tells which robots there are.
	 * @return their profiles, in the order of their numbers
	 */
	public List<RobotProfile> profiles() {
		return this.robots.values().stream().map(SimulatedRobot::profile).toList();
	}

	/**
	 * Sums up what is true of the fleet now.
	 * @return the summary
	 */
	public FleetTruth summary() {
		Map<Presence, Integer> presence = new EnumMap<>(Presence.class);
		for (Presence each : Presence.values()) {
			presence.put(each, 0);
		}
		truths().forEach(truth -> presence.merge(truth.presence(), 1, Integer::sum));
		Map<Dialect, Integer> dialects = new EnumMap<>(Dialect.class);
		for (Dialect each : Dialect.values()) {
			dialects.put(each, Math.toIntExact(ledgers().stream().filter(ledger -> ledger.dialect() == each).count()));
		}
		return new FleetTruth(this.clock.instant(), this.runId, this.robots.size(), this.metronome.paused(), settled(),
				dialects, presence, beats(), this.times.quantiles());
	}

	/** Stops all robots. What was not settled stays so in the ledgers. */
	@Override
	public void close() {
		this.metronome.close();
		this.couriers.forEach(Thread::interrupt);
		this.client.close();
		long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
		try {
			this.metronome.join(untilThen(deadline));
			for (Thread courier : this.couriers) {
				courier.join(untilThen(deadline));
			}
		}
		catch (InterruptedException ex) {
			// Whoever hurries the stop gets it: the couriers are told already.
			Thread.currentThread().interrupt();
		}
	}

	private static Duration untilThen(long deadlineNanos) {
		return Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
	}

	private SimulatedRobot robot(RobotProfile profile) {
		Tongue tongue = this.settings.dialects().of(this.settings.seed(), profile.number());
		RobotLedger ledger = new RobotLedger(profile.id(), tongue.dialect());
		int room = (tongue.dialect() == Dialect.LEGACY) ? 1 : this.settings.outboxCapacity();
		Outbox outbox = new Outbox(room);
		Courier courier = new Courier(profile, tongue, outbox, ledger, this.client, this.times, this.mapper,
				this.settings.rates().step(),
				RobotRandom.of(this.settings.seed(), profile.number(), RobotRandom.Purpose.RETRY));
		RobotLife life = new RobotLife(this.settings.seed(), profile.number(), this.settings.rates());
		return new SimulatedRobot(profile, tongue, life, new SimulatedRobot.BootIds(this.settings.seed(), this.runId),
				this.settings.intervalSeconds(), this.clock, ledger, outbox, courier);
	}

	private FleetTruth.Beats beats() {
		List<BootTally> tallies = ledgers().stream().map(RobotLedger::tallies).flatMap(Collection::stream).toList();
		long lost = ledgers().stream()
			.flatMap(ledger -> ledger.expectation().stream())
			.mapToLong(Expectation::lost)
			.sum();
		return new FleetTruth.Beats(tallies.stream().mapToLong(BootTally::made).sum(),
				tallies.stream().mapToLong(BootTally::acknowledged).sum(),
				tallies.stream().mapToLong(BootTally::refused).sum(),
				tallies.stream().mapToLong(BootTally::droppedOut).sum(),
				tallies.stream().mapToLong(BootTally::givenUp).sum(),
				tallies.stream().mapToLong(BootTally::uncertain).sum(),
				tallies.stream().mapToLong(BootTally::waiting).sum(),
				tallies.stream().mapToLong(BootTally::failed).sum(),
				tallies.stream().mapToLong(BootTally::resent).sum(),
				tallies.stream().map(BootTally::acknowledgedBy).reduce(Acknowledgements.NONE, Acknowledgements::plus),
				lost);
	}

}
