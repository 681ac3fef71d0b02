package com.lekiwi.heartbeat.stack.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.stack.edge.Nginx;
import com.lekiwi.heartbeat.stack.fake.FakeRepository;
import com.lekiwi.heartbeat.stack.process.Signal;
import com.lekiwi.heartbeat.stack.run.StackStatus;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

@Timeout(180)
class CommandLineIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private FakeRepository repository;

	private StateDirectory state;

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
	}

	@BeforeEach
	void makeRepository() throws IOException {
		this.repository = new FakeRepository(this.directory.resolve("repository"));
		this.state = new StateDirectory(this.repository.root().resolve(".heartbeat"));
	}

	@AfterEach
	void endWhatATestHasLeft() throws Exception {
		run("down").exitCode();
	}

	@Test
	void controlCStopsEverything() throws Exception {
		CommandRun up = run("up", "--port-offset", "16000", "--robots", "2");
		await().atMost(PATIENCE).until(() -> up.output().contains("Ctrl-C or ./heartbeat down stops everything."));
		List<ProcessHandle> processes = processes();
		assertThat(processes).hasSize(9).allMatch(ProcessHandle::isAlive);
		Signal.INT.send(up.handle());
		assertThat(up.exitCode()).isEqualTo(130);
		assertThat(processes).noneMatch(ProcessHandle::isAlive);
		assertThat(up.output()).contains("dashboard            http://127.0.0.1:24080/", "Stopping");
	}

	@Test
	void aDetachedStackIsShownAndGuardedAndStopped() throws Exception {
		CommandRun up = run("up", "--detach", "--port-offset", "16000", "--split", "25");
		assertThat(up.exitCode()).as(up.output()).isZero();
		assertThat(up.output()).contains("PostgreSQL", "first heartbeat", "Ready:");
		List<ProcessHandle> processes = processes();
		assertThat(processes).hasSize(9).allMatch(ProcessHandle::isAlive);

		CommandRun status = run("status", "--json");
		assertThat(status.exitCode()).isZero();
		JsonNode shown = JsonMapper.builder().build().readTree(status.output());
		assertThat(shown.path("state").asString()).isEqualTo("up");
		assertThat(shown.path("processes").size()).isEqualTo(9);
		assertThat(shown.path("split").path("new_percent").asInt()).isEqualTo(25);
		CommandRun readable = run("status");
		assertThat(readable.exitCode()).isZero();
		assertThat(readable.output()).contains("25 % of the robots are on the new system (generation 1)");

		CommandRun second = run("up", "--detach", "--port-offset", "16000");
		assertThat(second.exitCode()).isEqualTo(1);
		assertThat(second.output()).contains("A stack runs already in " + this.state.root());
		assertThat(processes).allMatch(ProcessHandle::isAlive);

		CommandRun down = run("down");
		assertThat(down.exitCode()).isZero();
		assertThat(down.output()).isEqualToIgnoringNewLines("Stopped");
		assertThat(processes).noneMatch(ProcessHandle::isAlive);
		assertThat(run("status").exitCode()).isEqualTo(1);
	}

	@Test
	void downStopsEverythingAlsoWhenTheSupervisorWasKilled() throws Exception {
		assertThat(run("up", "--detach", "--port-offset", "16000").exitCode()).isZero();
		List<ProcessHandle> processes = processes();
		StackStatus before = StackStatus.of(this.state, Clock.systemUTC());
		ProcessHandle supervisor = ProcessHandle.of(before.supervisor()).orElseThrow();
		supervisor.destroyForcibly();
		await().atMost(PATIENCE).until(() -> !supervisor.isAlive());
		assertThat(processes).allMatch(ProcessHandle::isAlive);
		CommandRun status = run("status", "--json");
		assertThat(status.exitCode()).isEqualTo(1);
		assertThat(status.output()).contains("orphaned");

		CommandRun down = run("down");
		assertThat(down.exitCode()).isZero();
		assertThat(down.output()).contains("Stopped what was left", "postgresql", "state-manager");
		await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
	}

	@Test
	void aDetachedStartThatFailsSaysWhyAndLeavesNothing() throws Exception {
		this.repository.install("state-manager", "dying");
		CommandRun up = run("up", "--detach", "--port-offset", "16000");
		assertThat(up.exitCode()).isEqualTo(1);
		assertThat(up.output()).contains("state-manager ended with exit code 3",
				this.state.log("state-manager").toString(), "I cannot find my configuration");
		CommandRun down = run("down");
		assertThat(down.exitCode()).isZero();
		assertThat(down.output()).isEqualToIgnoringNewLines("Nothing runs");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sideways", "up --robots many", "up --robots -1", "up --port-offset 60000",
			"up --split 101", "up --split half", "up --split 10 --no-legacy", "status --yaml" })
	void aCommandThatMakesNoSenseIsExplained(String line) throws Exception {
		String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
		CommandRun misused = run(arguments);
		assertThat(misused.exitCode()).isEqualTo(2);
		assertThat(misused.output()).isNotBlank().doesNotContain("\tat ");
	}

	private CommandRun run(String... arguments) throws IOException {
		return CommandRun.start(this.directory, this.repository.root(), arguments);
	}

	private List<ProcessHandle> processes() {
		return StackStatus.of(this.state, Clock.systemUTC())
			.processes()
			.stream()
			.map((member) -> ProcessHandle.of(member.pid()).orElseThrow())
			.toList();
	}

}
