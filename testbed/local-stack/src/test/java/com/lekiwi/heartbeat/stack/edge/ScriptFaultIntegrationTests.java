package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** Whatever is broken: the old split stays live, or the rollback happens all the same. */
@Timeout(120)
class ScriptFaultIntegrationTests {

	private static final String UPDATE = "update_traffic_split.sh";

	private static final String ROLLBACK = "rollback_canary.sh";

	private static final String UNIVERSAL = "universal_rollback.sh";

	/** All that a rollback needs: of coreutils, of util-linux, and a shell. */
	private static final List<String> PROGRAMS = List.of("bash", "dirname", "id", "ln", "mv", "rm", "sleep", "sync",
			"timeout", "flock");

	@TempDir
	private Path directory;

	private SplitEdge edge;

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
	}

	@BeforeEach
	void start() throws Exception {
		this.edge = new SplitEdge(this.directory);
	}

	@AfterEach
	void stop() throws Exception {
		this.edge.close();
	}

	@Test
	void aSideThatDoesNotAnswerGetsNoRobotsUnlessForced() throws Exception {
		this.edge.adapter().close();
		this.edge.run(UPDATE, "50").failed(1, "legacy-adapter", "does not answer", "nothing was changed");
		this.edge.run(UPDATE, "50", "--force").succeeded();
		this.edge.legacy().close();
		for (String[] rollback : new String[][] { { ROLLBACK }, { ROLLBACK, "emergency" },
				{ UNIVERSAL, "emergency", "fire" }, { UPDATE, "25" } }) {
			this.edge.run(rollback[0], List.of(rollback).stream().skip(1).toArray(String[]::new))
				.failed(1, "the legacy at", "does not answer", "--force");
		}
		assertThat(this.edge.livePercent()).isEqualTo(50);
		this.edge.run(ROLLBACK, "emergency", "--force").succeeded();
		assertThat(this.edge.livePercent()).isZero();
	}

	@Test
	void aLegacyThatHangsOrFailsDoesNotAnswerEither() throws Exception {
		this.edge.split(50);
		this.edge.legacy().answerWith("500 Internal Server Error");
		this.edge.run(ROLLBACK).failed(1, "does not answer");
		this.edge.legacy().freeze();
		this.edge.run(ROLLBACK).failed(1, "does not answer");
		assertThat(this.edge.livePercent()).isEqualTo(50);
	}

	@Test
	void aBrokenConfigurationLeavesTheOldSplit() throws Exception {
		this.edge.split(10);
		String before = splitFile();
		breakConfiguration();
		this.edge.run(UPDATE, "50").failed(1, "configuration is broken", "nonsense");
		this.edge.run(ROLLBACK, "emergency").failed(1, "configuration is broken", "the split stays at 10 %");
		assertThat(this.edge.livePercent()).isEqualTo(10);
		assertThat(splitFile()).isEqualTo(before);
		assertThat(lastRecord().path("result").asString()).isEqualTo("refused");
		assertThat(lastRecord().path("from").asInt()).isEqualTo(10);
	}

	@Test
	void aConfigurationThatNginxCannotTakeOverIsPutBack() throws Exception {
		this.edge.split(10);
		String before = splitFile();
		// Good words, but somebody else has the address: only the reload finds out.
		try (RecordingService taken = new RecordingService("taken", this.edge.ports().of(8030))) {
			Files.writeString(this.edge.file("listen/edge.conf"),
					"listen 127.0.0.1:" + this.edge.ports().of(8030) + ";\n", StandardOpenOption.APPEND);
			assertThat(taken.requests()).isEmpty();
			// Interrupted while it waits for nginx.
			Process interrupted = ScriptRun.start(this.edge.environment(), SplitEdge.command(UPDATE, "25"));
			await().atMost(Duration.ofSeconds(10)).until(() -> splitFile().contains("25% new;"));
			interrupted.toHandle().destroy();
			assertThat(ScriptRun.of(interrupted).exitCode()).isNotZero();
			assertThat(splitFile()).isEqualTo(before);
			this.edge.run(UPDATE, "50").failed(1, "did not go over", "the old split is put back");
		}
		assertThat(this.edge.livePercent()).isEqualTo(10);
		assertThat(splitFile()).isEqualTo(before);
	}

	@Test
	void withoutNginxNothingIsChanged() throws Exception {
		String before = splitFile();
		this.edge.nginx().stop();
		this.edge.run(UPDATE, "10").failed(1, "nginx does not tell the split");
		this.edge.run(ROLLBACK, "emergency", "--force").failed(1, "nginx does not tell the split");
		this.edge.run(UNIVERSAL, "current", "why").failed(1, "nginx does not tell the split");
		assertThat(splitFile()).isEqualTo(before);
	}

	@Test
	void withoutThePidFileNothingIsChanged() throws Exception {
		Path file = this.edge.stateDirectory().resolve("nginx.pid");
		Files.move(file, file.resolveSibling("elsewhere"));
		this.edge.run(UPDATE, "10").failed(1, "no nginx runs by");
		assertThat(this.edge.live().path("generation").asInt()).isEqualTo(1);
		Files.move(file.resolveSibling("elsewhere"), file);
	}

	@Test
	void anotherProgramsNumberInThePidFileIsLeftAlone() throws Exception {
		Path file = this.edge.stateDirectory().resolve("nginx.pid");
		String pid = Files.readString(file);
		Process bystander = new ProcessBuilder("cat").start();
		try {
			Files.writeString(file, Long.toString(bystander.pid()));
			this.edge.run(UPDATE, "10").failed(1, "no nginx runs by");
			assertThat(bystander.isAlive()).isTrue();
		}
		finally {
			bystander.destroyForcibly();
			Files.writeString(file, pid);
		}
	}

	@Test
	void aFullDiskStopsAStepAndNoRollback() throws Exception {
		this.edge.split(50);
		String before = splitFile();
		ScriptRun.of(this.edge.environment(), ScriptRun.withoutSpace(SplitEdge.command(UPDATE, "100")))
			.failed(1, "cannot write", "nothing was changed", "rollback_canary.sh needs no space");
		assertThat(this.edge.livePercent()).isEqualTo(50);
		assertThat(splitFile()).isEqualTo(before);
		ScriptRun run = ScriptRun
			.of(this.edge.environment(), ScriptRun.withoutSpace(SplitEdge.command(ROLLBACK, "emergency")))
			.succeeded();
		assertThat(this.edge.livePercent()).isZero();
		// What could not be written is said, with all that it would have told.
		assertThat(run.errors()).contains("cannot write to", "\"to\":0", "next rollback could not be written");
		// With room again it goes on, and there is a way back again.
		this.edge.split(25);
		ScriptRun.of(this.edge.environment(), ScriptRun.withoutSpace(SplitEdge.command(ROLLBACK))).succeeded();
		assertThat(this.edge.livePercent()).isZero();
	}

	@Test
	void aKilledRunIsNoHindrance() throws Exception {
		this.edge.split(10);
		// Killed between the rename and the reload: the file says what nginx does not.
		Path file = this.edge.file("split/split.conf");
		Files.createLink(this.edge.file("split/split.conf.previous"), file);
		Files.copy(file, this.edge.file("split/split.conf.staged"));
		this.edge.run(UPDATE, "25").succeeded();
		assertThat(this.edge.livePercent()).isEqualTo(25);
		Files.delete(this.edge.file("split/rollback.conf"));
		this.edge.run(ROLLBACK).succeeded();
		assertThat(this.edge.livePercent()).isZero();
	}

	@Test
	void twoAtOnceDoNotMix() throws Exception {
		this.edge.split(25);
		Process holder = holdLock();
		try (Writer input = holder.outputWriter(StandardCharsets.UTF_8)) {
			this.edge.run(UPDATE, "50").failed(1, "another change is under way");
			assertThat(this.edge.livePercent()).isEqualTo(25);
			// A rollback waits, but not for ever; an emergency may go past it.
			Map<String, String> hurried = this.edge.environment();
			hurried.put("HEARTBEAT_PATIENCE_S", "1");
			ScriptRun.of(hurried, SplitEdge.command(ROLLBACK)).failed(1, "another change is under way");
			ScriptRun.of(hurried, SplitEdge.command(ROLLBACK, "emergency")).failed(1, "another change is under way");
			assertThat(this.edge.livePercent()).isEqualTo(25);
			assertThat(ScriptRun.of(hurried, SplitEdge.command(ROLLBACK, "emergency", "--force")).succeeded().errors())
				.contains("going past another change");
			assertThat(this.edge.livePercent()).isZero();
			input.write("\n");
		}
	}

	@Test
	void aRollbackWaitsForItsTurn() throws Exception {
		this.edge.split(25);
		Process holder = holdLock();
		try (Writer input = holder.outputWriter(StandardCharsets.UTF_8)) {
			Process rollback = ScriptRun.start(this.edge.environment(), SplitEdge.command(ROLLBACK));
			input.write("\n");
			input.flush();
			ScriptRun.of(rollback).succeeded();
		}
		assertThat(this.edge.livePercent()).isZero();
	}

	@Test
	void aRollbackNeedsNothingButAShellAndNginx() throws Exception {
		Path programs = ScriptRun.pathWith(this.directory.resolve("programs"), PROGRAMS);
		Map<String, String> bare = this.edge.environment();
		bare.put("PATH", programs.toString());
		this.edge.split(50);
		ScriptRun.of(bare, SplitEdge.command(UNIVERSAL, "current", "bare")).succeeded();
		assertThat(this.edge.livePercent()).isEqualTo(25);
		// All services are gone, the legacy too: nobody but nginx is left.
		this.edge.adapter().close();
		this.edge.legacy().close();
		ScriptRun.of(bare, SplitEdge.command(ROLLBACK, "emergency")).failed(1, "does not answer");
		ScriptRun.of(bare, SplitEdge.command(ROLLBACK, "emergency", "--force")).succeeded();
		assertThat(this.edge.livePercent()).isZero();
		assertThat(lastRecord().path("result").asString()).isEqualTo("done");
	}

	/** Another change, until it is sent a line. */
	private Process holdLock() throws IOException {
		Process holder = new ProcessBuilder("flock", this.edge.file("split").toString(), "bash", "-c",
				"echo locked; read -r")
			.start();
		assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("locked");
		return holder;
	}

	private void breakConfiguration() throws IOException {
		Files.writeString(this.edge.file("proxy.conf"), "nonsense;\n", StandardOpenOption.APPEND);
	}

	private String splitFile() throws IOException {
		return Files.readString(this.edge.file("split/split.conf"));
	}

	private JsonNode lastRecord() throws IOException {
		return this.edge.log("rollout.log").getLast();
	}

}
