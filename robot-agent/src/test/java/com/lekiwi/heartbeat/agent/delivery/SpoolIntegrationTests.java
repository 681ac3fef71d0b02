package com.lekiwi.heartbeat.agent.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.FleetServer;
import com.lekiwi.heartbeat.agent.fixture.SentBeat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SpoolIntegrationTests {

	private static final String DELIVERED = "all late beats are sent";

	@TempDir
	private Path directory;

	@Test
	void whatARunThatWasKilledCouldNotSendTheNextOneSends() throws Exception {
		SpoolFile spool = new SpoolFile(this.directory);
		long left = killedInAnOutage(spool, 20);
		Instant between = Instant.now();
		try (FleetServer server = new FleetServer(); AgentProcess agent = options(server.port()).start()) {
			agent.awaitLog(DELIVERED);
			assertThat(spool.beats()).isZero();
			List<SentBeat> late = server.taken().stream().filter(SentBeat::inBatch).limit(left).toList();
			assertThat(late).hasSize((int) left).allMatch(SentBeat::isBuffered);
			assertThat(late).extracting(SentBeat::sentAt).isSorted().allMatch((at) -> at.isBefore(between));
			assertThat(server.taken().getFirst().seq()).as("after what was left").isEqualTo(left + 1);
			assertThat(server.taken()).as("no boot that the server never heard of live")
				.extracting(SentBeat::bootId)
				.containsOnly(server.last().bootId());
		}
	}

	@Test
	void damagedLinesCostThemselvesAndNoOther() throws Exception {
		SpoolFile spool = new SpoolFile(this.directory);
		long left = killedInAnOutage(spool, 20);
		List<String> lines = Files.readAllLines(spool.path());
		String damaged = lines.get(4).replace("interval_s", "interval_z");
		assertThat(damaged).isNotEqualTo(lines.get(4));
		lines.set(4, damaged);
		Files.write(spool.path(), lines);
		Files.writeString(spool.path(), lines.getLast().substring(0, 30), StandardOpenOption.APPEND);
		try (FleetServer server = new FleetServer(); AgentProcess agent = options(server.port()).start()) {
			agent.awaitLog("2 damaged lines");
			agent.awaitLog(DELIVERED);
			assertThat(server.taken()).filteredOn(SentBeat::inBatch).hasSizeGreaterThanOrEqualTo((int) left - 1);
			assertThat(server.taken().getFirst().seq()).isEqualTo(left);
		}
	}

	@Test
	void aFileOfRubbishIsNoReasonNotToStart() throws Exception {
		SpoolFile spool = new SpoolFile(this.directory);
		Files.write(spool.path(), new byte[100_000]);
		try (FleetServer server = new FleetServer(); AgentProcess agent = options(server.port()).start()) {
			server.awaitMore(2);
			assertThat(server.taken().getFirst().seq()).isEqualTo(1);
			assertThat(agent.logged("damaged")).isEqualTo(1);
		}
	}

	@Test
	void aFullDiskCostsTheSpoolAndNoBeat() throws Exception {
		Files.createSymbolicLink(new SpoolFile(this.directory).path(), Path.of("/dev/full"));
		try (FleetServer server = new FleetServer(); AgentProcess agent = options(server.port()).start()) {
			server.awaitMore(2);
			server.goAway();
			agent.listenFromHere();
			agent.awaitLog("the spool is given up (No space left on device");
			server.comeBack();
			agent.awaitLog(DELIVERED);
			server.awaitEveryNumber();
			assertThat(agent.logged("given up")).isEqualTo(1);
		}
	}

	@Test
	void aDiskThatCannotBeWrittenIsSaidAndDoesNotStopTheAgent() throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));
		try (FleetServer server = new FleetServer();
				AgentProcess agent = options(server.port()).with("--state-dir", file.resolve("state")).start()) {
			agent.awaitLog("there is no spool");
			server.awaitMore(2);
		}
	}

	@Test
	void theSpoolIsBoundedAndHoldsTheNewest() throws Exception {
		SpoolFile spool = new SpoolFile(this.directory);
		try (AgentProcess agent = options(FleetServer.deadPort()).with("--spool-kb", 4, "--interval", 0.01).start()) {
			agent.awaitLog("the spool is full");
			assertThat(Files.size(spool.path())).isLessThanOrEqualTo(4096);
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool.path())))
				.isEqualTo("rw-------");
			agent.kill();
		}
		assertThat(spool.beats()).isPositive();
	}

	@Test
	void twoAgentsDoNotShareASpool() throws Exception {
		try (FleetServer server = new FleetServer();
				AgentProcess first = options(server.port()).start();
				AgentProcess second = secondAfter(server)) {
			second.outputAtEnd(1);
			assertThat(second.logged("another agent uses")).isEqualTo(1);
			assertThat(first.isAlive()).isTrue();
		}
	}

	private AgentProcess secondAfter(FleetServer server) throws Exception {
		server.awaitMore(1);
		return options(server.port()).start();
	}

	/** How many beats it left. */
	private long killedInAnOutage(SpoolFile spool, int beats) throws Exception {
		try (AgentProcess agent = options(FleetServer.deadPort()).start()) {
			Awaitility.await().until(() -> spool.beats() >= beats);
			agent.kill();
		}
		return spool.beats();
	}

	private AgentOptions options(int port) {
		return AgentOptions.hurried(port).with("--state-dir", this.directory);
	}

}
