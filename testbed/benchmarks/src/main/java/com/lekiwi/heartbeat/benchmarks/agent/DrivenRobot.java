package com.lekiwi.heartbeat.benchmarks.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.process.FreePorts;
import com.lekiwi.heartbeat.benchmarks.process.LocalHttp;
import com.lekiwi.heartbeat.benchmarks.process.ServerProcess;
import com.lekiwi.heartbeat.benchmarks.process.StateManagerServer;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A robot: its host with real ZMQ sockets, an operator who sends 30 commands a second,
 * and the agent, which reports to state-manager.
 *
 * @param agent the agent's process
 * @param host the host's process
 * @param operator the operator's process
 * @param page where state-manager shows the robot
 */
record DrivenRobot(ServerProcess agent, ServerProcess host, ServerProcess operator, URI page) {

	/** Commands a second, as LeRobot's operators send them. */
	static final int RATE_HZ = 30;

	/** As large as what LeRobot sends: six joints and three velocities, as JSON. */
	static final int COMMAND_BYTES = 280;

	private static final String ID = "bench-kiwi";

	/** Debian's own, because Debian's python3-zmq is for it alone. */
	private static final String PYTHON = "/usr/bin/python3";

	/** Starts everything, and waits until state-manager knows that commands flow. */
	static DrivenRobot start(BenchmarkRun run) {
		Path module = run.installation().directory().resolve("../../../robot-agent").normalize();
		String peer = module.resolve("src/test/python/zmq_peer.py").toString();
		int commands = FreePorts.any();
		int observations = FreePorts.any();
		ServerProcess host = zmq(run, "host",
				List.of(peer, "host", Integer.toString(commands), Integer.toString(observations)));
		ServerProcess operator = zmq(run, "operator", List.of(peer, "operator", Integer.toString(commands),
				Integer.toString(RATE_HZ), Integer.toString(COMMAND_BYTES)));
		DurablePostgres postgres = DurablePostgres.start(run);
		StateManagerServer stateManager = StateManagerServer.start(run, "state-manager",
				postgres.freshDatabase("agent"), DurablePostgres.redis(run), List.of());
		List<String> command = List.of(PYTHON, "-I", module.resolve("heartbeat_agent.py").toString(), "--server",
				"http://127.0.0.1:" + stateManager.port(), "--robot-id", ID, "--command-port",
				Integer.toString(commands), "--observation-port", Integer.toString(observations), "--state-dir",
				run.directory().resolve("agent").toString());
		ServerProcess agent = run.resources()
			.open(() -> ServerProcess.start("agent", run.directory(), command, Map.of()));
		DrivenRobot robot = new DrivenRobot(agent, host, operator,
				URI.create("http://127.0.0.1:" + stateManager.port() + "/api/v2/robots/" + ID));
		run.say("the agent starts");
		Waiting.until("the robot's first beats; log: " + agent.log(),
				() -> LocalHttp.answers(robot.page()) && robot.rate() > 0);
		return robot;
	}

	private static ServerProcess zmq(BenchmarkRun run, String name, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(PYTHON));
		command.addAll(arguments);
		ServerProcess process = run.resources()
			.open(() -> ServerProcess.start(name, run.directory(), command, Map.of()));
		Waiting.until("the " + name, () -> lines(process).contains("ready") || !isAlive(process));
		if (!isAlive(process)) {
			throw new BenchmarkException(
					"the " + name + " ended; it needs the packages python3 and python3-zmq; log: " + process.log());
		}
		return process;
	}

	private static boolean isAlive(ServerProcess process) {
		return ProcessHandle.of(process.pid()).map(ProcessHandle::isAlive).orElse(false);
	}

	/** Fails when state-manager does not know the robot as it is. */
	void check() {
		JsonNode robot = robot();
		JsonNode evidence = robot.at("/beat/teleoperation");
		boolean sound = robot.path("alive").booleanValue() && robot.at("/counters/lost").longValue() == 0
				&& robot.at("/counters/reboots").longValue() == 0 && evidence.path("host_ready").booleanValue()
				&& evidence.path("last_command_age_ms").longValue(Long.MAX_VALUE) < 500;
		if (!sound) {
			throw new BenchmarkException("the robot is not known as it is: " + robot);
		}
	}

	/** Ends the robot, and tells what came of it. */
	Outcome end(BenchmarkRun run) {
		double rate = rate();
		long beats = robot().at("/counters/received").longValue();
		run.resources().close(this.agent);
		run.resources().close(this.operator);
		run.resources().close(this.host);
		String[] counts = lines(this.host).getLast().split(" ", -1);
		Outcome outcome = new Outcome(beats, rate, Long.parseLong(counts[0]), Integer.parseInt(counts[1]),
				Integer.parseInt(counts[2]));
		if (outcome.commandConnections() != 1 || outcome.observationConnections() != 0) {
			throw new BenchmarkException("somebody besides the operator connected to the host: " + outcome);
		}
		return outcome;
	}

	private double rate() {
		return robot().at("/beat/teleoperation/command_rate_hz").doubleValue(0);
	}

	private JsonNode robot() {
		return JsonMapper.shared().readTree(LocalHttp.get(this.page));
	}

	private static List<String> lines(ServerProcess process) {
		try {
			return Files.readAllLines(process.log());
		}
		catch (IOException ex) {
			throw new BenchmarkException("cannot read " + process.log() + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * What came of it.
	 *
	 * @param beats that state-manager has counted
	 * @param rateHz commands a second, as the agent said last
	 * @param commands that reached the host
	 * @param commandConnections ever made to the command port
	 * @param observationConnections ever made to the observation port
	 */
	record Outcome(long beats, double rateHz, long commands, int commandConnections, int observationConnections) {

	}

}
