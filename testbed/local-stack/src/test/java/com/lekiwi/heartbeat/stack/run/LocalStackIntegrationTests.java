package com.lekiwi.heartbeat.stack.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.edge.LegacySide;
import com.lekiwi.heartbeat.stack.edge.LiveSplit;
import com.lekiwi.heartbeat.stack.edge.Nginx;
import com.lekiwi.heartbeat.stack.fake.FakeRepository;
import com.lekiwi.heartbeat.stack.process.HttpProbe;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.state.StackPasswords;
import com.lekiwi.heartbeat.stack.state.StackRecord;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

@Timeout(180)
class LocalStackIntegrationTests {

	/** Keeps every port below those that the system hands out to clients. */
	private static final int OFFSET = 14_000;

	private static final int STATE_MANAGER = 8012;

	@TempDir
	private Path directory;

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final Progress progress = new Progress(new PrintStream(this.output, true, StandardCharsets.UTF_8));

	private FakeRepository repository;

	private StackSettings settings;

	private StateDirectory state;

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
	}

	@BeforeEach
	void makeRepository() throws IOException {
		this.repository = new FakeRepository(this.directory.resolve("repository"));
		this.settings = StackSettings.forTest(this.repository.root(), this.directory.resolve("state"), OFFSET);
		this.state = new StateDirectory(this.settings.stateDirectory());
	}

	@Test
	void everythingStartsIsShownAndEnds() throws IOException {
		List<ProcessHandle> processes;
		try (LocalStack stack = LocalStack.start(this.settings.withFleet(3, List.of()), this.progress)) {
			StackStatus status = StackStatus.of(this.state, Clock.systemUTC());
			assertThat(status.allUp()).isTrue();
			assertThat(status.processes()).extracting(StackStatus.Member::name)
				.contains("postgresql", "redis", "nginx", "state-manager", "websocket-monitor", "discovery-service",
						"robot-fleet");
			assertThat(status.rssMb()).isPositive();
			assertThat(stack.addresses()).containsEntry("dashboard", "http://127.0.0.1:22080/");
			// Through nginx to the service behind it, which was told its database.
			assertThat(HttpProbe.get(stack.edge("/api/v2/robots")))
				.contains("jdbc:postgresql://127.0.0.1:29432/lekiwi_heartbeat");
			processes = status.processes()
				.stream()
				.map((member) -> ProcessHandle.of(member.pid()).orElseThrow())
				.toList();
		}
		assertThat(processes).noneMatch(ProcessHandle::isAlive);
		assertThat(StackRecord.read(this.state)).isEmpty();
		assertThat(said()).contains("PostgreSQL", "first heartbeat");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.state.passwords())))
			.isEqualTo("rw-------");
		String password = StackPasswords.readOrDraw(this.state.passwords()).service();
		assertThat(said()).doesNotContain(password);
	}

	@Test
	void dataOutliveAStopUntilTheyAreWiped() throws SQLException {
		try (LocalStack stack = LocalStack.start(this.settings, this.progress)) {
			execute(stack, "CREATE TABLE kept (id TEXT)");
		}
		try (LocalStack stack = LocalStack.start(this.settings, this.progress)) {
			execute(stack, "INSERT INTO kept VALUES ('kiwi-07')");
		}
		StackSettings wiping = new StackSettings(this.settings.root(), this.settings.stateDirectory(),
				this.settings.ports(), 0, LegacySide.ABSENT, true, false, List.of(), Map.of());
		try (LocalStack stack = LocalStack.start(wiping, this.progress)) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(stack, "SELECT * FROM kept"))
				.withMessageContaining("does not exist");
		}
	}

	@Test
	void theSplitThatWasAskedForIsTheLiveOneAndIsKept() {
		URI live = this.settings.ports().url(PortPlan.EDGE, LiveSplit.PATH);
		try (LocalStack stack = LocalStack.start(this.settings.withLegacy(LegacySide.splitAt(25)), this.progress)) {
			assertThat(LiveSplit.read(live)).contains(new LiveSplit(1, 25));
			assertThat(HttpProbe.get(stack.edge("/robots"))).isPresent();
			assertThat(StackStatus.of(this.state, Clock.systemUTC()).split()).isEqualTo(new LiveSplit(1, 25));
			assertThat(stack.addresses()).containsEntry("legacy", "http://127.0.0.1:22000/robots");
		}
		try (LocalStack stack = LocalStack.start(this.settings.withLegacy(LegacySide.PRESENT), this.progress)) {
			assertThat(stack.process("legacy-adapter").alive()).isTrue();
			assertThat(LiveSplit.read(live)).contains(new LiveSplit(1, 25));
		}
		try (LocalStack stack = LocalStack.start(this.settings.withLegacy(LegacySide.splitAt(50)), this.progress)) {
			assertThat(stack.process("legacy-poller").alive()).isTrue();
			assertThat(LiveSplit.read(live)).get().returns(50, LiveSplit::newPercent);
		}
		try (LocalStack stack = LocalStack.start(this.settings, this.progress)) {
			assertThat(LiveSplit.read(live)).isEmpty();
			assertThat(StackStatus.of(this.state, Clock.systemUTC()).split()).isNull();
			assertThat(HttpProbe.get(stack.edge("/api/v2/robots"))).isPresent();
		}
	}

	@Test
	void aPortInUseIsNamedBeforeAnythingStarts() throws IOException {
		try (ServerSocket taken = new ServerSocket(STATE_MANAGER + OFFSET, 1, InetAddress.getLoopbackAddress())) {
			assertThat(taken.isBound()).isTrue();
			assertThatExceptionOfType(StackException.class)
				.isThrownBy(() -> LocalStack.start(this.settings, this.progress))
				.withMessageContaining("Port 22012 is in use")
				.withMessageContaining("state-manager");
		}
		assertThat(this.state.postgres()).doesNotExist();
		assertThat(StackRecord.read(this.state)).isEmpty();
	}

	@Test
	void aServiceThatDiesAtStartIsNamedWithItsLogAndTakesTheRestAlong() throws IOException {
		this.repository.install("websocket-monitor", "dying");
		// The other one is not waited for.
		this.repository.install("state-manager", "unready");
		assertThatExceptionOfType(StackException.class).isThrownBy(() -> LocalStack.start(this.settings, this.progress))
			.withMessageContaining("websocket-monitor ended with exit code 3")
			.withMessageContaining(this.state.log("websocket-monitor").toString())
			.withMessageContaining("I cannot find my configuration");
		assertNothingListens();
	}

	@Test
	void aStartCanBeCalledOffWhileAServiceIsNotReady() throws Exception {
		this.repository.install("state-manager", "unready");
		LocalStack stack = new LocalStack(this.settings, this.progress);
		Thread closer = Thread.ofPlatform().name("closer").start(() -> {
			await().atMost(Duration.ofSeconds(60))
				.until(() -> StackRecord.read(this.state)
					.filter((record) -> record.processes()
						.stream()
						.anyMatch((process) -> process.name().equals("state-manager") && process.identity() != null))
					.isPresent());
			stack.close();
		});
		assertThatExceptionOfType(StackException.class).isThrownBy(stack::launch).withMessageContaining("called off");
		closer.join();
		assertNothingListens();
	}

	@Test
	void aSecondStackInTheSameDirectoryIsRefused() {
		try (LocalStack first = LocalStack.start(this.settings, this.progress)) {
			assertThatExceptionOfType(StackException.class)
				.isThrownBy(() -> LocalStack.start(this.settings, this.progress))
				.withMessageContaining("runs already");
			assertThat(first.process("state-manager").alive()).isTrue();
		}
	}

	@Test
	void partsAreKilledFrozenStoppedAndStartedAgain() throws SQLException {
		try (LocalStack stack = LocalStack.start(this.settings, this.progress)) {
			StackProcess manager = stack.process("state-manager");
			URI address = new PortPlan(OFFSET).url(STATE_MANAGER, "/");

			manager.kill9();
			assertThat(manager.alive()).isFalse();
			assertThat(HttpProbe.get(address)).isEmpty();
			manager.start();
			assertThat(HttpProbe.get(address)).isPresent();

			manager.freeze();
			assertThat(HttpProbe.get(address)).isEmpty();
			manager.thaw();
			assertThat(HttpProbe.get(address)).isPresent();

			stack.nginx().kill9();
			assertThat(HttpProbe.get(stack.edge("/api/v2/robots"))).isEmpty();
			stack.nginx().start();
			assertThat(HttpProbe.get(stack.edge("/api/v2/robots"))).isPresent();

			stack.postgres().kill();
			stack.postgres().start();
			execute(stack, "SELECT 1");
			stack.redis().stop();
			stack.redis().start();
		}
		assertNothingListens();
	}

	@Test
	void aServiceThatDiesLaterIsReportedAndTheRestStaysUp() {
		try (LocalStack stack = LocalStack.start(this.settings, this.progress)) {
			ProcessHandle.of(stack.process("websocket-monitor").identity().orElseThrow().pid())
				.orElseThrow()
				.destroyForcibly();
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(said()).contains("websocket-monitor ended with exit code 137"));
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(StackStatus.of(this.state, Clock.systemUTC()))
					.returns("degraded", StackStatus::state)
					.extracting(StackStatus::processes)
					.asInstanceOf(InstanceOfAssertFactories.list(StackStatus.Member.class))
					.anyMatch((member) -> member.name().equals("websocket-monitor")
							&& member.state().equals("exited(137)")));
			assertThat(stack.process("state-manager").alive()).isTrue();
		}
	}

	private String said() {
		return this.output.toString(StandardCharsets.UTF_8);
	}

	private void assertNothingListens() {
		// The same check as before a start: every port is free again.
		RequiredPorts.check(this.settings);
		assertThat(StackRecord.read(this.state)).isEmpty();
	}

	private static void execute(LocalStack stack, String sql) throws SQLException {
		try (Connection connection = stack.postgres().database().connect();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
