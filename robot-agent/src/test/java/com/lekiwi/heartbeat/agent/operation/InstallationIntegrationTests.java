package com.lekiwi.heartbeat.agent.operation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(60)
class InstallationIntegrationTests {

	private static final String SETTINGS = "etc/lekiwi-heartbeat/agent.env";

	private static final String UNIT = "etc/systemd/system/lekiwi-heartbeat.service";

	private static final String PROGRAM = "usr/local/lib/lekiwi-heartbeat/heartbeat_agent.py";

	@TempDir
	private Path root;

	@Test
	void theScriptIsClean() throws Exception {
		assumeTrue(Programs.find("shellcheck").isPresent(), "install.sh is not checked: install shellcheck");
		assertThat(run(0, List.of("shellcheck", "install.sh"))).isEmpty();
	}

	@Test
	void itInstallsUpdatesAndGoesAgain() throws Exception {
		install(0, "--server", "http://fleet.example:8080", "--robot-id", "kiwi-07");
		assertThat(files()).contains(SETTINGS, UNIT, PROGRAM);
		assertThat(Files.isExecutable(this.root.resolve(PROGRAM))).isTrue();
		assertThat(Files.readString(this.root.resolve(UNIT))).contains("/" + PROGRAM, "/" + SETTINGS);
		assertThat(active()).containsExactly("LEKIWI_HEARTBEAT_SERVER=http://fleet.example:8080",
				"LEKIWI_HEARTBEAT_ROBOT_ID=kiwi-07");

		install(0, "--site", "lab a", "--server", "https://other.example");
		assertThat(active()).as("what was not given is kept")
			.containsExactly("LEKIWI_HEARTBEAT_SERVER=https://other.example", "LEKIWI_HEARTBEAT_ROBOT_ID=kiwi-07",
					"LEKIWI_HEARTBEAT_SITE=lab a");
		try (AgentProcess agent = AgentOptions.none()
			.withProgram(Programs.PYTHON, this.root.resolve(PROGRAM).toString(), "--config",
					this.root.resolve(SETTINGS).toString(), "--once", "--print")
			.start()) {
			assertThat(agent.outputAtEnd(0)).contains("\"site\": \"lab a\"");
		}

		install(0, "--uninstall");
		assertThat(files()).containsExactly(SETTINGS);
		install(0, "--uninstall", "--purge");
		assertThat(files()).isEmpty();
	}

	@Test
	void aDryRunSaysWhatItWouldDoAndDoesNothing() throws Exception {
		String said = run(0, List.of("bash", "install.sh", "--dry-run", "--server", "http://fleet.example"));
		assertThat(said).contains("would run: install -m 644", "would run: systemctl restart lekiwi-heartbeat",
				"would set: LEKIWI_HEARTBEAT_SERVER=http://fleet.example");
		assertThat(install(0, "--dry-run", "--robot-id", "k")).contains("would run: install -m 755");
		assertThat(install(0, "--dry-run", "--uninstall", "--purge")).contains("would run: rm -rf");
		assertThat(files()).isEmpty();
	}

	@Test
	void wrongSettingsAreNamedAndNothingIsChanged() throws Exception {
		assertThat(install(1, "--server", "http://127.0.0.1:5555")).contains("a port of the robot's host",
				"nothing was changed");
		assertThat(install(1, "--type", "rover")).contains("one of lekiwi, xle");
		assertThat(files()).isEmpty();
	}

	@Test
	void misuseIsSaid() throws Exception {
		assertThat(install(2, "--colour", "red")).contains("unknown option '--colour'");
		assertThat(install(2, "--server")).contains("--server needs a value");
		assertThat(install(2, "--purge")).contains("--purge goes with --uninstall");
		assertThat(install(2, "--uninstall", "--site", "a")).contains("--uninstall takes no settings");
		assertThat(install(2, "--root", "/nonexistent")).contains("there is no directory");
		assertThat(install(0, "--help")).contains("Exit codes: 0 done, 1 failed, 2 misused.");
		assertThat(files()).isEmpty();
	}

	private String install(int exitCode, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("bash", "install.sh", "--root", this.root.toString()));
		command.addAll(List.of(arguments));
		return run(exitCode, command);
	}

	private static String run(int exitCode, List<String> command) throws Exception {
		try (AgentProcess process = AgentOptions.none().withProgram(command.toArray(String[]::new)).start()) {
			return process.outputAtEnd(exitCode) + String.join("\n", process.log());
		}
	}

	private List<String> active() throws Exception {
		try (Stream<String> lines = Files.lines(this.root.resolve(SETTINGS))) {
			return lines.filter((line) -> !line.startsWith("#") && !line.isEmpty()).toList();
		}
	}

	private List<String> files() throws Exception {
		try (Stream<Path> paths = Files.walk(this.root)) {
			return paths.filter(Files::isRegularFile).map((path) -> this.root.relativize(path).toString()).toList();
		}
	}

}
