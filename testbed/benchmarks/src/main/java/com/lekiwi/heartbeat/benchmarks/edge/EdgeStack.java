package com.lekiwi.heartbeat.benchmarks.edge;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.edge.LegacySide;
import com.lekiwi.heartbeat.stack.edge.Nginx;
import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import com.lekiwi.heartbeat.stack.run.Progress;
import com.lekiwi.heartbeat.stack.run.StackSettings;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The system or its edge, on ports that nobody else uses, and what is done to its edge.
 */
final class EdgeStack {

	private static final PortPlan PORTS = new PortPlan(9_000);

	private static final int STATE_MANAGER = 8012;

	/** Documented nowhere: the stand-in's own. */
	private static final int STAND_IN_CONTROL = 8021;

	private static final String ADAPTER = "legacy-adapter";

	private static final String MIRROR = "  mirror /.mirror;\n";

	private static final long SCRIPT_DEADLINE_S = 30;

	private static final int OK = 200;

	private final BenchmarkRun run;

	private final Path root;

	private final StateDirectory state;

	private final Deque<AutoCloseable> parts = new ArrayDeque<>();

	private @Nullable LocalStack stack;

	private EdgeStack(BenchmarkRun run, String name) {
		this.run = run;
		// From target, of the module in testbed.
		this.root = run.installation().directory().resolve("../../..").normalize();
		this.state = new StateDirectory(run.directory().resolve(name)).create();
	}

	/**
	 * Starts the whole system, at 0 %.
	 * @param run who closes it
	 * @param name of its directory
	 * @param environment further variables for services
	 */
	static EdgeStack whole(BenchmarkRun run, String name, Map<String, Map<String, String>> environment) {
		run.say("starting everything");
		EdgeStack edge = new EdgeStack(run, name);
		LocalStack stack = new LocalStack(StackSettings.forTest(edge.root, edge.state.root(), PORTS.offset())
			.withLegacy(LegacySide.PRESENT)
			.withEnvironment(environment), new Progress(System.err));
		edge.stack = stack;
		// Opened before it is started: an interrupt ends a start that is under way.
		edge.open(stack);
		edge.or(() -> {
			stack.launch();
			return "";
		});
		return edge;
	}

	/**
	 * Starts nginx and a legacy, and nothing of the new system, at 0 %.
	 * @param run who closes it
	 */
	static EdgeStack edgeAlone(BenchmarkRun run) {
		run.say("starting nginx and a legacy");
		EdgeStack edge = new EdgeStack(run, "edge");
		edge.or(() -> {
			edge.started(
					StandIn.legacy("legacy-poller", List.of(), edge.legacyJar(), edge.legacyPort(), 0, edge.state));
			edge.started(Nginx.spec(edge.root.resolve("deploy/nginx"), edge.state, PORTS, LegacySide.PRESENT));
			return "";
		});
		return edge;
	}

	private StackProcess started(ProcessSpec spec) {
		StackProcess process = new StackProcess(spec);
		open(process::stop);
		process.start();
		return process;
	}

	private void open(AutoCloseable part) {
		this.parts.push(part);
		this.run.resources().open(() -> part);
	}

	private Path legacyJar() {
		return this.root.resolve("testbed/legacy-poller/target/legacy-poller.jar");
	}

	/** What fails below is one line for the user. */
	private <T> T or(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (StackException ex) {
			throw new BenchmarkException(String.valueOf(ex.getMessage()).lines().findFirst().orElse(""), ex);
		}
	}

	void close() {
		while (!this.parts.isEmpty()) {
			this.run.resources().close(this.parts.pop());
		}
	}

	private LocalStack stack() {
		if (this.stack == null) {
			throw new IllegalStateException("only the edge was started");
		}
		return this.stack;
	}

	int edgePort() {
		return PORTS.of(PortPlan.EDGE);
	}

	int entryPort() {
		return PORTS.of(PortPlan.ENTRY);
	}

	int legacyPort() {
		return PORTS.of(PortPlan.LEGACY);
	}

	int adapterPort() {
		return PORTS.of(PortPlan.LEGACY_ADAPTER);
	}

	int stateManagerPort() {
		return PORTS.of(STATE_MANAGER);
	}

	PostgresDatabase database() {
		return stack().postgres().database();
	}

	StackProcess adapter() {
		return stack().process(ADAPTER);
	}

	/**
	 * Makes sure that the adapter speaks the legacy's dialect.
	 * @throws BenchmarkException if it does not
	 */
	void requireAdapter() {
		try (ClientConnection connection = new ClientConnection(adapterPort())) {
			Answer answer = connection.exchange(ClientConnection.request("GET /health", "", ""));
			if (answer.status() != OK) {
				throw new BenchmarkException("legacy-adapter does not speak the legacy's dialect: GET /health gives "
						+ ((answer.status() == 0) ? answer.fault() : answer.status()) + "; log: "
						+ this.state.log(ADAPTER));
			}
		}
	}

	/** Puts a stand-in in the adapter's place. */
	StandIn standIn() {
		return or(() -> {
			if (this.stack != null) {
				adapter().stop();
			}
			int control = PORTS.of(STAND_IN_CONTROL);
			StackProcess process = started(StandIn.spec(legacyJar(), adapterPort(), control, this.state));
			return new StandIn(process, control);
		});
	}

	/**
	 * Changes the split as an operator does; returns when the script has ended.
	 * @param percent how many percent of the robots the new side is to serve
	 * @throws BenchmarkException if the script does not do it
	 */
	void split(int percent) {
		Path log = this.state.log("split-script");
		ProcessBuilder script = new ProcessBuilder(
				this.root.resolve("deploy/scripts/update_traffic_split.sh").toString(), Integer.toString(percent),
				"--reason", "benchmark");
		// Nobody is to be alarmed, and no other edge to be moved.
		script.environment().keySet().removeIf(name -> name.startsWith("HEARTBEAT_"));
		script.environment().put("HEARTBEAT_EDGE_ENV", this.state.nginx().resolve("edge.env").toString());
		script.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		if (exitCode(script) != 0) {
			throw new BenchmarkException("update_traffic_split.sh " + percent + " failed; log: " + log);
		}
	}

	/**
	 * Takes the mirror out of nginx's files, or puts it back.
	 * @param on whether there is to be one
	 */
	void mirror(boolean on) {
		Path deployed = this.root.resolve("deploy/nginx/split/edge.conf");
		Path placed = this.state.nginxFiles().resolve("split/edge.conf");
		try {
			if (!Files.readString(deployed).contains(MIRROR)) {
				throw new BenchmarkException("there is no line '" + MIRROR.strip() + "' in " + deployed);
			}
			String text = Files.readString(placed).replace(MIRROR, "");
			Files.writeString(placed,
					on ? text.replace("location = /heartbeat {\n", "location = /heartbeat {\n" + MIRROR) : text);
			String master = Files.readString(this.state.nginx().resolve("nginx.pid")).strip();
			if (exitCode(new ProcessBuilder("sh", "-c", "kill -HUP \"$1\"", "sh", master)) != 0) {
				throw new BenchmarkException("nginx cannot be told to read its files again");
			}
		}
		catch (IOException ex) {
			throw new BenchmarkException("nginx's files cannot be changed: " + ex.getMessage(), ex);
		}
	}

	private static int exitCode(ProcessBuilder command) {
		try {
			Process process = command.start();
			if (!process.waitFor(SCRIPT_DEADLINE_S, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new BenchmarkException(command.command().getFirst() + " does not end");
			}
			return process.exitValue();
		}
		catch (IOException ex) {
			throw new BenchmarkException(command.command().getFirst() + " does not start: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BenchmarkException("interrupted", ex);
		}
	}

	/** How long nginx's access log is. It is written up to a second late. */
	long accessLogSize() {
		try {
			return Files.size(Nginx.accessLog(this.state));
		}
		catch (IOException ex) {
			throw new BenchmarkException("no access log: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Counts copies in nginx's access log.
	 * @param from where to begin
	 * @return how many copies ended since then
	 */
	long copiesSince(long from) {
		try (RandomAccessFile log = new RandomAccessFile(Nginx.accessLog(this.state).toFile(), "r")) {
			byte[] bytes = new byte[Math.toIntExact(log.length() - from)];
			log.seek(from);
			log.readFully(bytes);
			return new String(bytes, StandardCharsets.UTF_8).lines()
				.filter(line -> line.contains("\"shadow\":true"))
				.count();
		}
		catch (IOException ex) {
			throw new BenchmarkException("no access log: " + ex.getMessage(), ex);
		}
	}

}
