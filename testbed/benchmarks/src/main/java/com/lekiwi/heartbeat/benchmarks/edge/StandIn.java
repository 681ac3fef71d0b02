package com.lekiwi.heartbeat.benchmarks.edge;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.service.JavaCommand;
import com.lekiwi.heartbeat.stack.state.StateDirectory;

/**
 * A second legacy in the adapter's place, which can be made to suffer. It does next to
 * nothing, so that a dead one leaves no processor time to others that a healthy one would
 * take; and it is compiled quickly, so that a new one soon does the same as the old.
 */
final class StandIn {

	private static final Duration START_DEADLINE = Duration.ofSeconds(20);

	private static final Duration STOP_DEADLINE = Duration.ofSeconds(2);

	private static final int BAD_REQUEST = 400;

	private final StackProcess process;

	private final int controlPort;

	StandIn(StackProcess process, int controlPort) {
		this.process = process;
		this.controlPort = controlPort;
	}

	/**
	 * How a legacy is started.
	 * @param name what to call it
	 * @param java further options for Java
	 * @param jar its program
	 * @param port where it serves
	 * @param controlPort where it is told to suffer
	 * @param state holds its log
	 */
	static ProcessSpec legacy(String name, List<String> java, Path jar, int port, int controlPort,
			StateDirectory state) {
		List<String> command = new ArrayList<>(List.of("-Xmx128m", "-XX:+UseSerialGC"));
		command.addAll(java);
		command.addAll(List.of("-jar", jar.toString(), "--port", Integer.toString(port), "--control-port",
				Integer.toString(controlPort)));
		return new ProcessSpec(name, port, JavaCommand.of(command), Map.of(), state.log(name),
				URI.create("http://127.0.0.1:" + port + "/health"), START_DEADLINE, STOP_DEADLINE);
	}

	/** The same as a stand-in, soon compiled. */
	static ProcessSpec spec(Path jar, int port, int controlPort, StateDirectory state) {
		return legacy("stand-in", List.of("-XX:TieredStopAtLevel=1"), jar, port, controlPort, state);
	}

	void suffer(Fault fault) {
		switch (fault) {
			case SLOW -> trouble("PUT /trouble", "{\"delay_ms\":" + Fault.SLOW_MS + "}");
			case FAILING -> trouble("PUT /trouble", "{\"status\":500}");
			case FROZEN -> this.process.freeze();
			case DEAD -> this.process.kill9();
		}
	}

	void recover(Fault fault) {
		switch (fault) {
			case SLOW, FAILING -> trouble("DELETE /trouble", "");
			case FROZEN -> this.process.thaw();
			case DEAD -> this.process.start();
		}
	}

	private void trouble(String what, String body) {
		try (ClientConnection control = new ClientConnection(this.controlPort)) {
			Answer answer = control.exchange(ClientConnection.request(what, "", body));
			if (answer.status() == 0 || answer.status() >= BAD_REQUEST) {
				throw new BenchmarkException("the stand-in does not take " + what + ": " + answer);
			}
		}
	}

}
