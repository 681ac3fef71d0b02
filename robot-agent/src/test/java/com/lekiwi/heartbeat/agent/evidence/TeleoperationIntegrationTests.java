package com.lekiwi.heartbeat.agent.evidence;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.FleetServer;
import com.lekiwi.heartbeat.agent.fixture.Peer;
import com.lekiwi.heartbeat.agent.fixture.Programs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the agent sees of a host and an operator with real ZMQ sockets. */
@Timeout(60)
class TeleoperationIntegrationTests {

	/** As large as what LeRobot sends: six joints and three velocities. */
	private static final int COMMAND_BYTES = 280;

	private final int commands = FleetServer.deadPort();

	private final int observations = FleetServer.deadPort();

	private FleetServer server;

	@BeforeEach
	void open() throws Exception {
		Programs.assumeZmq();
		this.server = new FleetServer();
	}

	@AfterEach
	void close() {
		if (this.server != null) {
			this.server.close();
		}
	}

	@Test
	void theHostIsReadyWhileItIsBound() throws Exception {
		try (Peer host = host(); AgentProcess agent = agent()) {
			awaitEvidence((seen) -> seen.path("host_ready").booleanValue());
			host.order("down");
			awaitEvidence((seen) -> !seen.path("host_ready").booleanValue());
			host.order("up");
			awaitEvidence((seen) -> seen.path("host_ready").booleanValue());
			assertThat(agent.isAlive()).isTrue();
			assertThat(host.order("count")).isEqualTo("0 0 0");
		}
	}

	@Test
	void anOperatorWhoIsConnectedAndIdleSendsNothing() throws Exception {
		try (Peer host = host(); AgentProcess agent = agent()) {
			this.server.awaitMore(1);
			try (Peer operator = operator()) {
				this.server.await("the operator's connection", () -> host.order("count").equals("0 1 0"));
				int before = this.server.taken().size();
				this.server.awaitMore(10);
				assertThat(evidenceSince(before)).allSatisfy((seen) -> {
					assertThat(seen.path("host_ready").booleanValue()).isTrue();
					assertThat(seen.path("command_rate_hz").doubleValue()).isZero();
					assertThat(seen.has("last_command_age_ms")).isFalse();
				});
				assertThat(operator.order("stop")).isEqualTo("0");
			}
			assertThat(agent.log()).hasSize(1);
		}
	}

	@Test
	void commandsFlowWhileTheyComeAndAgeWhenTheyStop() throws Exception {
		try (Peer host = host(); AgentProcess agent = agent()) {
			try (Peer operator = operator()) {
				operator.order("start 30 " + COMMAND_BYTES);
				awaitEvidence((seen) -> seen.path("last_command_age_ms").longValue(10_000) < 500
						&& seen.path("command_rate_hz").doubleValue(0) > 5);
				int flowing = this.server.taken().size();
				this.server.awaitMore(5);
				operator.order("stop");
				assertThat(evidenceSince(flowing)).allSatisfy((seen) -> {
					assertThat(seen.path("host_ready").booleanValue()).isTrue();
					assertThat(seen.path("command_rate_hz").doubleValue()).isBetween(1.0, 60.0);
				});
				awaitEvidence((seen) -> seen.path("last_command_age_ms").longValue() > 500
						&& seen.path("command_rate_hz").doubleValue() == 0);
			}
			long before = lastAge();
			this.server.awaitMore(3);
			assertThat(lastAge()).as("the last command ages on without a connection").isGreaterThan(before);
			assertThat(host.order("count")).endsWith(" 1 0");
			assertThat(agent.isAlive()).isTrue();
		}
	}

	/**
	 * Of less than a handshake's bytes altogether, they are known by their coming later.
	 */
	@Test
	void smallCommandsAreCommandsToo() throws Exception {
		try (Peer host = host(); AgentProcess agent = agent(); Peer operator = operator()) {
			this.server.awaitMore(1);
			operator.order("start 20 1");
			awaitEvidence((seen) -> seen.path("last_command_age_ms").longValue(10_000) < 500);
			assertThat(host.order("count")).endsWith(" 1 0");
			assertThat(agent.isAlive()).isTrue();
		}
	}

	/** Commands that are larger than a segment are not counted by their segments. */
	@Test
	void aRateThatCannotBeKnownIsLeftOut() throws Exception {
		try (Peer host = host(); AgentProcess agent = agent(); Peer operator = operator()) {
			operator.order("start 30 200000");
			awaitEvidence((seen) -> seen.path("last_command_age_ms").longValue(10_000) < 500);
			int flowing = this.server.taken().size();
			this.server.awaitMore(5);
			assertThat(evidenceSince(flowing)).noneMatch((seen) -> seen.path("command_rate_hz").doubleValue(0) > 0);
			assertThat(host.order("count")).endsWith(" 1 0");
			assertThat(agent.isAlive()).isTrue();
		}
	}

	@Test
	void everyCommandReachesTheHostAndTheAgentNeverConnects() throws Exception {
		try (Peer host = host();
				Peer operator = operator();
				AgentProcess agent = AgentOptions.hurried(this.server.port())
					.with("--command-port", this.commands, "--observation-port", this.observations)
					.start()) {
			this.server.awaitMore(3);
			assertThat(operator.order("send 2000 " + COMMAND_BYTES)).isEqualTo("2000");
			operator.order("start 30 " + COMMAND_BYTES);
			SocketsOf sockets = new SocketsOf(agent.pid());
			this.server.await("looks at sockets", () -> {
				assertThat(sockets.ports()).isNotEmpty().doesNotContain(this.commands, this.observations);
				return this.server.taken().size() > 40;
			});
			String sent = operator.order("stop");
			// Arrived, from one connection, and nobody ever connected to the other port.
			this.server.await("all commands", () -> host.order("count").equals(sent + " 1 0"));
		}
	}

	@Test
	void withoutSsTheHostIsSeenInProcAndTheFlowIsUnknown() throws Exception {
		try (Peer host = host();
				Peer operator = operator();
				AgentProcess agent = options().with("--ss", "/nonexistent/ss").start()) {
			operator.order("start 30 " + COMMAND_BYTES);
			this.server.awaitMore(5);
			assertThat(evidenceSince(0)).hasSizeGreaterThanOrEqualTo(5).allSatisfy((seen) -> {
				assertThat(seen.path("host_ready").booleanValue()).isTrue();
				assertThat(seen.propertyNames()).containsExactly("host_ready");
			});
			host.order("down");
			awaitEvidence((seen) -> !seen.path("host_ready").booleanValue());
			assertThat(agent.logged("ss cannot be run (No such file or directory)")).isEqualTo(1);
			assertThat(agent.log()).hasSize(2);
		}
	}

	@Test
	void anSsThatFailsIsAsGoodAsNone() throws Exception {
		try (Peer host = host(); AgentProcess agent = options().with("--ss", "/bin/false").start()) {
			this.server.awaitMore(3);
			assertThat(evidenceSince(0))
				.allSatisfy((seen) -> assertThat(seen.propertyNames()).containsExactly("host_ready"));
			assertThat(agent.logged("ss failed with 1")).isEqualTo(1);
			assertThat(host.order("count")).isEqualTo("0 0 0");
		}
	}

	@Test
	void aRobotWithoutHostSaysNothingOfOne() throws Exception {
		try (AgentProcess agent = AgentOptions.hurried(this.server.port()).start()) {
			this.server.awaitMore(3);
			assertThat(this.server.taken()).noneMatch((beat) -> beat.body().has("teleoperation"));
			assertThat(agent.isAlive()).isTrue();
		}
	}

	private Peer host() throws IOException {
		return Peer.host(this.commands, this.observations);
	}

	private Peer operator() throws IOException {
		return Peer.operator(this.commands);
	}

	private AgentProcess agent() throws IOException {
		return options().start();
	}

	private AgentOptions options() {
		return AgentOptions.hurried(this.server.port())
			.with("--interval", 0.6, "--command-port", this.commands, "--observation-port", this.observations);
	}

	private void awaitEvidence(Predicate<JsonNode> wanted) {
		int before = this.server.taken().size();
		this.server.await("evidence", () -> evidenceSince(before).stream().anyMatch(wanted));
	}

	private List<JsonNode> evidenceSince(int beats) {
		return this.server.taken().stream().skip(beats).map((beat) -> beat.teleoperation()).toList();
	}

	private long lastAge() {
		return this.server.last().teleoperation().path("last_command_age_ms").longValue();
	}

}
