package com.lekiwi.heartbeat.agent.operation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.FleetServer;
import com.lekiwi.heartbeat.agent.fixture.Json;
import com.lekiwi.heartbeat.agent.fixture.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class CommandLineIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	void onceAndPrintShowsABeatAndSendsNothing() throws Exception {
		try (FleetServer server = new FleetServer();
				AgentProcess agent = AgentOptions.hurried(server.port()).with("--once", "--print").start()) {
			JsonNode beat = Json.read(agent.outputAtEnd(0));
			assertThat(beat.path("seq").longValue()).isEqualTo(1);
			assertThat(server.requests()).isEmpty();
		}
	}

	@Test
	void onceSendsOneBeatAndSaysWhetherItWasTaken() throws Exception {
		try (FleetServer server = new FleetServer()) {
			AgentOptions once = AgentOptions.hurried(server.port()).with("--once");
			try (AgentProcess agent = once.start()) {
				assertThat(agent.outputAtEnd(0)).isEmpty();
				assertThat(server.taken()).hasSize(1);
			}
			server.answer((request) -> Reply.of(503));
			try (AgentProcess agent = once.start()) {
				agent.outputAtEnd(1);
				assertThat(agent.logged("the beat was not taken: 503")).isEqualTo(1);
			}
		}
		try (AgentProcess agent = AgentOptions.hurried(FleetServer.deadPort()).with("--once").start()) {
			agent.outputAtEnd(1);
			assertThat(agent.logged("the beat was not taken: [Errno 111] Connection refused")).isEqualTo(1);
		}
	}

	@Test
	void aBeatIsAsTheApiWantsIt() throws Exception {
		BeatSchema schema = new BeatSchema();
		Path source = Files.writeString(this.directory.resolve("source.env"), "SOURCE=operator\nOPERATOR_ID=op-7\n");
		Path pack = Files.createDirectories(this.directory.resolve("class/power_supply/pack"));
		Files.writeString(pack.resolve("type"), "Battery");
		Files.writeString(pack.resolve("capacity"), "80");
		Files.writeString(pack.resolve("voltage_now"), "12000000");
		try (AgentProcess agent = AgentOptions.none()
			.with("--once", "--print", "--robot-id", "kiwi-07", "--name", "Kiwi 7", "--type", "lekiwi", "--site", "a",
					"--address", "10.1.0.7", "--software", "1", "--source-file", source, "--sys", this.directory)
			.start()) {
			JsonNode beat = Json.read(agent.outputAtEnd(0));
			assertThat(schema.faults(beat)).isEmpty();
			assertThat(schema.unknownNames(beat)).isEmpty();
			assertThat(beat.propertyNames()).contains("battery", "resources", "teleoperation", "versions");
		}
	}

	@Test
	void helpSaysHowAndMisuseSaysWhat() throws Exception {
		assertThat(run(0, "--help")).contains("Exit codes: 0 done, 1 failed, 2 misused.", "--robot-id");
		assertThat(run(0, "--version")).matches("\\d+\\.\\d+\\.\\d+");
		assertThat(run(2, "--robot-id", "k")).contains("the server is not known");
		assertThat(run(2, "--server", "http://127.0.0.1:5555", "--robot-id", "k"))
			.contains("a port of the robot's host, which the agent never opens");
		assertThat(run(2, "--interval", "often")).contains("--interval: 'often': a number from 0.01 to 300");
		assertThat(run(2, "--frequency", "5")).contains("unrecognized arguments: --frequency 5");
	}

	@Test
	void settingsComeFromTheEnvironmentAndFromAFile() throws Exception {
		Path file = Files.writeString(this.directory.resolve("agent.env"),
				"LEKIWI_HEARTBEAT_ROBOT_ID=of-file\nLEKIWI_HEARTBEAT_SITE=of-file\n");
		try (FleetServer server = new FleetServer();
				AgentProcess agent = AgentOptions.none()
					.with("--config", file, "--once")
					.withEnvironment("LEKIWI_HEARTBEAT_SERVER", "http://localhost:" + server.port() + "/fleet/")
					.withEnvironment("LEKIWI_HEARTBEAT_SITE", "of-environment")
					.start()) {
			agent.outputAtEnd(0);
			assertThat(server.requests().getFirst().path()).isEqualTo("/fleet/api/v2/robots/of-file/heartbeat");
			assertThat(server.taken().getFirst().body().path("site").stringValue()).isEqualTo("of-environment");
		}
		Files.writeString(file, "LEKIWI_HEARTBEAT_SEVRER=http://fleet.example\n");
		assertThat(run(2, "--config", file.toString())).contains("unknown setting LEKIWI_HEARTBEAT_SEVRER");
	}

	@Test
	void aTokenIsSentAndReadAgainForEachRequest() throws Exception {
		Path token = Files.writeString(this.directory.resolve("token"), "old\n");
		try (FleetServer server = new FleetServer()) {
			server.answer((request) -> "Bearer new".equals(request.headers().getFirst("Authorization"))
					? Reply.all(request) : Reply.of(401));
			try (AgentProcess agent = AgentOptions.hurried(server.port()).with("--token-file", token).start()) {
				agent.awaitLog("does not know this robot (401)");
				Path fresh = Files.writeString(this.directory.resolve("fresh"), "new\n");
				Files.move(fresh, token, StandardCopyOption.ATOMIC_MOVE);
				agent.awaitLog("takes beats again");
				server.awaitEveryNumber();
			}
		}
	}

	@Test
	void programsOfTheEnvironmentAreNotAskedForAProxy() throws Exception {
		try (FleetServer server = new FleetServer();
				AgentProcess agent = AgentOptions.hurried(server.port())
					.withEnvironment("http_proxy", "http://127.0.0.1:" + FleetServer.deadPort())
					.start()) {
			server.awaitMore(1);
			assertThat(agent.isAlive()).isTrue();
		}
	}

	private static String run(int exitCode, String... arguments) throws Exception {
		List<Object> all = new ArrayList<>(List.of(arguments));
		try (AgentProcess agent = AgentOptions.none().with(all.toArray()).start()) {
			String output = agent.outputAtEnd(exitCode);
			return output + String.join("\n", agent.log());
		}
	}

}
