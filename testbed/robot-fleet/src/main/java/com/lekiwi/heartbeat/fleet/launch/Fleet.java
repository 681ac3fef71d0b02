package com.lekiwi.heartbeat.fleet.launch;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.control.ControlServer;
import com.lekiwi.heartbeat.fleet.ledger.Expectation;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourhoodTruth;
import com.lekiwi.heartbeat.fleet.simulation.FleetSettings;
import com.lekiwi.heartbeat.fleet.simulation.FleetTruth;
import com.lekiwi.heartbeat.fleet.simulation.RobotTruth;
import com.lekiwi.heartbeat.fleet.simulation.Simulation;
import com.lekiwi.heartbeat.fleet.status.StatusServer;

/**
 * A fleet of simulated robots, for programs and tests. It is started once and closed
 * once; its ledgers can still be read when it is closed.
 */
public final class Fleet implements AutoCloseable {

	private final FleetSettings settings;

	private final Simulation simulation;

	private final Neighbourhood neighbourhood;

	/** Closes what was opened, the last first. */
	private final Deque<Runnable> opened = new ArrayDeque<>();

	/**
	 * Puts a fleet up; its robots do nothing yet.
	 * @param settings what it is like
	 * @param clock dates the beats
	 */
	public Fleet(FleetSettings settings, Clock clock) {
		this.settings = settings;
		this.simulation = new Simulation(settings, clock);
		this.neighbourhood = new Neighbourhood(settings.neighbours(), settings.seed(), settings.statusPort());
	}

	/**
	 * Opens the ports and lets the robots beat. The target need not answer yet.
	 * @throws IOException if a port cannot be had; nothing is left open then
	 */
	public void start() throws IOException {
		try {
			if (this.settings.controlPort() != 0) {
				ControlServer control = new ControlServer(this.simulation, this.neighbourhood,
						this.settings.controlPort());
				this.opened.push(control::close);
				control.start();
			}
			if (this.settings.statusPort() != 0) {
				StatusServer status = new StatusServer(this.simulation, this.settings.statusPort());
				this.opened.push(status::close);
				status.start();
			}
			this.opened.push(this.neighbourhood::close);
			this.neighbourhood.start();
			this.simulation.start();
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Makes no more beats; what waits is still sent.
	 * @see #settled()
	 */
	public void pause() {
		this.simulation.pause();
	}

	/** Makes beats again. */
	public void resume() {
		this.simulation.resume();
	}

	/**
	 * Says whether the ledgers are final.
	 * @return whether it is paused, and the fate of every beat is known
	 */
	public boolean settled() {
		return this.simulation.settled();
	}

	/**
	 * Takes a robot off the network until it is woken.
	 * @param id the robot
	 * @return whether there is such a robot
	 */
	public boolean silence(RobotId id) {
		return this.simulation.setSilenced(id, true);
	}

	/**
	 * Ends a robot's silence.
	 * @param id the robot
	 * @return whether there is such a robot
	 */
	public boolean wake(RobotId id) {
		return this.simulation.setSilenced(id, false);
	}

	/**
	 * Sums up what is true of the fleet now.
	 * @return the summary
	 */
	public FleetTruth truth() {
		return this.simulation.summary();
	}

	/**
	 * Tells what is true of a robot now.
	 * @param id the robot
	 * @return the truth; empty when there is no such robot
	 */
	public Optional<RobotTruth> truth(RobotId id) {
		return this.simulation.truth(id);
	}

	/**
	 * Tells what is true of every robot now.
	 * @return the truths, in the order of the robots' numbers
	 */
	public List<RobotTruth> truths() {
		return this.simulation.truths();
	}

	/**
	 * Tells what is true of the fleet's neighbours now, and what came to them.
	 * @return the truth
	 */
	public NeighbourhoodTruth neighbours() {
		return this.neighbourhood.truth();
	}

	/**
	 * Gives the ledgers of all robots, which go on being written.
	 * @return the ledgers, in the order of the robots' numbers
	 */
	public List<RobotLedger> ledgers() {
		return this.simulation.ledgers();
	}

	/**
	 * Says what a server that knew no robot before must know of one now.
	 * @param id the robot
	 * @return the expectation; empty when none of its beats was acknowledged
	 */
	public Optional<Expectation> expectation(RobotId id) {
		return this.simulation.ledger(id).flatMap(RobotLedger::expectation);
	}

	/** Stops the robots and closes the ports, within two seconds or so. */
	@Override
	public void close() {
		while (!this.opened.isEmpty()) {
			this.opened.pop().run();
		}
		this.simulation.close();
	}

}
