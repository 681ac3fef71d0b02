package com.lekiwi.heartbeat.agent.operation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.FleetServer;
import com.lekiwi.heartbeat.agent.fixture.Peer;
import com.lekiwi.heartbeat.agent.fixture.Programs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(60)
class SystemdIntegrationTests {

	private static final Path UNIT = Path.of("systemd/lekiwi-heartbeat.service");

	@TempDir
	private Path directory;

	@Test
	void systemdIsToldThatItIsReadyAliveAndStopping() throws Exception {
		Path socket = this.directory.resolve("notify");
		try (FleetServer server = new FleetServer();
				Peer systemd = Peer.script("notify_socket.py", socket);
				AgentProcess agent = AgentOptions.hurried(server.port())
					.withEnvironment("NOTIFY_SOCKET", socket.toString())
					.withEnvironment("WATCHDOG_USEC", "300000")
					.start()) {
			assertThat(systemd.line()).isEqualTo("READY=1");
			assertThat(List.of(systemd.line(), systemd.line(), systemd.line())).containsOnly("WATCHDOG=1");
			agent.stop();
			Awaitility.await().until(() -> systemd.line().equals("STOPPING=1"));
		}
	}

	/**
	 * The watchdog barks while the server is away, too: that is no fault of the agent's.
	 */
	@Test
	void withoutServerItIsAliveAllTheSame() throws Exception {
		Path socket = this.directory.resolve("notify");
		try (Peer systemd = Peer.script("notify_socket.py", socket);
				AgentProcess agent = AgentOptions.hurried(FleetServer.deadPort())
					.with("--interval", 300)
					.withEnvironment("NOTIFY_SOCKET", socket.toString())
					.withEnvironment("WATCHDOG_USEC", "300000")
					.start()) {
			assertThat(systemd.line()).isEqualTo("READY=1");
			assertThat(List.of(systemd.line(), systemd.line(), systemd.line())).containsOnly("WATCHDOG=1");
			assertThat(agent.isAlive()).isTrue();
		}
	}

	@Test
	void inTheJournalLinesCarryTheirPriorityAndNoTime() throws Exception {
		try (AgentProcess agent = AgentOptions.hurried(FleetServer.deadPort())
			.withEnvironment("JOURNAL_STREAM", "8:1")
			.start()) {
			agent.awaitLog("<4>the server cannot be reached");
			assertThat(agent.log()).first().asString().startsWith("<6>robot kiwi-test reports to");
		}
	}

	@Test
	void theUnitIsRightAndHardened() throws Exception {
		assumeTrue(Programs.find("systemd-analyze").isPresent(),
				"the unit is not checked: install the package systemd");
		assertThat(analyze("verify", UNIT.toString())).isEmpty();
		assertThat(analyze("security", "--offline=true", "--threshold=20", UNIT.toString()))
			.contains("Overall exposure level");
		assertThat(Files.readString(UNIT)).contains("MemoryMax=50M", "DynamicUser=yes", "NoNewPrivileges=yes",
				"ProtectSystem=strict", "CapabilityBoundingSet=\n", "WatchdogSec=");
	}

	private static String analyze(String... arguments) throws Exception {
		String[] command = new String[arguments.length + 2];
		command[0] = Programs.find("systemd-analyze").orElseThrow().toString();
		command[1] = "--no-pager";
		System.arraycopy(arguments, 0, command, 2, arguments.length);
		try (AgentProcess process = AgentOptions.none().withProgram(command).start()) {
			return process.outputAtEnd(0) + String.join("\n", process.log());
		}
	}

}
