package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.process.HttpProbe;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The deployed configuration on a real nginx, with both sides of the split behind it. */
final class SplitEdge implements AutoCloseable {

	private static final PortPlan PORTS = new PortPlan(24_000);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final StateDirectory state;

	private final StackProcess nginx;

	private RecordingService legacy;

	private RecordingService adapter;

	SplitEdge(Path directory) throws IOException {
		this.state = new StateDirectory(directory).create();
		this.legacy = new RecordingService("legacy", PORTS.of(PortPlan.LEGACY));
		this.adapter = new RecordingService("new", PORTS.of(PortPlan.LEGACY_ADAPTER));
		this.nginx = new StackProcess(Nginx.spec(Path.of("../../deploy/nginx"), this.state, PORTS, LegacySide.PRESENT));
		this.nginx.start();
	}

	RecordingService legacy() {
		return this.legacy;
	}

	RecordingService adapter() {
		return this.adapter;
	}

	RecordingService side(String system) {
		return system.equals("new") ? this.adapter : this.legacy;
	}

	RecordingService otherThan(String system) {
		return system.equals("new") ? this.legacy : this.adapter;
	}

	/** Starts what was killed. */
	void restart(String system) throws IOException {
		if (system.equals("new")) {
			this.adapter = new RecordingService("new", PORTS.of(PortPlan.LEGACY_ADAPTER));
		}
		else {
			this.legacy = new RecordingService("legacy", PORTS.of(PortPlan.LEGACY));
		}
	}

	StackProcess nginx() {
		return this.nginx;
	}

	PortPlan ports() {
		return PORTS;
	}

	KeptConnection connect() throws IOException {
		return new KeptConnection(PORTS.of(PortPlan.EDGE));
	}

	KeptConnection.Answer ask(String request) throws IOException {
		try (KeptConnection connection = connect()) {
			return connection.exchange(request);
		}
	}

	/** A robot that is on this side now. */
	String robotOn(String system) throws IOException {
		for (int i = 0; i < 1_000; i++) {
			if (ask(KeptConnection.get("/robots/searched-" + i)).system().equals(system)) {
				return "searched-" + i;
			}
		}
		throw new IllegalStateException("no robot is on the side " + system);
	}

	Path file(String name) {
		return this.state.nginxFiles().resolve(name);
	}

	StateDirectory state() {
		return this.state;
	}

	/** As an operator does it, at any time. */
	void reload() throws IOException, InterruptedException {
		String master = Files.readString(stateDirectory().resolve("nginx.pid")).strip();
		assertThat(new ProcessBuilder("bash", "-c", "kill -HUP \"$1\"", "reload", master).start().waitFor()).isZero();
	}

	Path stateDirectory() {
		return this.state.nginx();
	}

	ScriptRun run(String script, String... arguments) throws Exception {
		return ScriptRun.of(environment(), command(script, arguments));
	}

	Map<String, String> environment() {
		return new HashMap<>(Map.of("HEARTBEAT_EDGE_ENV", TrafficSplit.settings(this.state).toString()));
	}

	static List<String> command(String script, String... arguments) {
		return Stream.concat(Stream.of(ScriptRun.script(script).toString()), Stream.of(arguments)).toList();
	}

	void split(int percent) throws Exception {
		run("update_traffic_split.sh", Integer.toString(percent)).succeeded();
	}

	/** What the live nginx says. */
	JsonNode live() {
		return JSON.readTree(HttpProbe.get(PORTS.url(PortPlan.EDGE, "/edge/split")).orElseThrow());
	}

	int livePercent() {
		return live().path("new_percent").asInt();
	}

	/** The lines of a log of JSON. */
	List<JsonNode> log(String name) throws IOException {
		Path log = stateDirectory().resolve("logs").resolve(name);
		return Files.readAllLines(log).stream().map(JSON::readTree).toList();
	}

	@Override
	public void close() throws IOException {
		this.nginx.stop();
		this.legacy.close();
		this.adapter.close();
	}

}
