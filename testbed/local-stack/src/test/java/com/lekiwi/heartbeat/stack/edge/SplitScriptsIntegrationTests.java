package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/** A step or a rollback happens whole, or leaves what was; and it always says which. */
@Timeout(120)
class SplitScriptsIntegrationTests {

	private static final String UPDATE = "update_traffic_split.sh";

	private static final String ROLLBACK = "rollback_canary.sh";

	private static final String UNIVERSAL = "universal_rollback.sh";

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
	void aStepIsLiveWhenTheScriptReturnsAndIsWrittenDown() throws Exception {
		assertThat(this.edge.run(UPDATE, "10", "--reason", "a \"good\" day\\").succeeded().output())
			.contains("The split is 10 % on the new system (was 0 %, generation 2)");
		assertThat(this.edge.live().toString()).isEqualTo("{\"generation\":2,\"new_percent\":10}");
		JsonNode line = lastRecord();
		assertThat(line.path("who").asString()).isNotBlank();
		assertThat(line.path("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
		assertThat(line.path("from").asInt()).isZero();
		assertThat(line.path("to").asInt()).isEqualTo(10);
		assertThat(line.path("generation").asInt()).isEqualTo(2);
		assertThat(line.path("reason").asString()).isEqualTo("a \"good\" day\\");
		assertThat(line.path("result").asString()).isEqualTo("done");
		// The same again changes nothing.
		assertThat(this.edge.run(UPDATE, "10").succeeded().output()).contains("already");
		assertThat(this.edge.live().path("generation").asInt()).isEqualTo(2);
		assertThat(lastRecord().path("result").asString()).isEqualTo("unchanged");
	}

	@Test
	void whatIsMisusedSaysHowItIsUsedAndChangesNothing() throws Exception {
		for (String commandLine : List.of("update_traffic_split.sh", "update_traffic_split.sh -1",
				"update_traffic_split.sh 101", "update_traffic_split.sh abc", "update_traffic_split.sh 010",
				"update_traffic_split.sh 1.5", "update_traffic_split.sh 10 20", "update_traffic_split.sh 10 --reason",
				"update_traffic_split.sh 10 --fast", "update_traffic_split.sh --init 10 20", "rollback_canary.sh now",
				"rollback_canary.sh emergency now", "universal_rollback.sh", "universal_rollback.sh canary_10",
				"universal_rollback.sh nonsense why", "universal_rollback.sh emergency a b", "send_alert.sh",
				"send_alert.sh a b")) {
			List<String> words = List.of(commandLine.split(" "));
			assertThat(this.edge.run(words.getFirst(), words.stream().skip(1).toArray(String[]::new))
				.failed(2, "Usage: " + words.getFirst())
				.errors()).as(commandLine).startsWith(words.getFirst() + ": ");
		}
		assertThat(this.edge.live().path("generation").asInt()).isEqualTo(1);
		assertThat(rolloutLog()).doesNotExist();
	}

	@Test
	void everyScriptExplainsItself() throws Exception {
		for (String script : List.of(UPDATE, ROLLBACK, UNIVERSAL, "send_alert.sh")) {
			ScriptRun run = this.edge.run(script, "--help").succeeded();
			assertThat(run.output()).contains("Usage: " + script, "--dry-run", "Exit codes");
			assertThat(run.errors()).isEmpty();
		}
	}

	@Test
	void eachPhaseGoesBackToTheOneBefore() throws Exception {
		for (Object[] each : new Object[][] { { 100, "full_100", 50 }, { 50, "rollout_50", 25 },
				{ 25, "rollout_25", 10 }, { 10, "canary_10", 0 }, { 100, "emergency", 0 }, { 100, "current", 50 },
				{ 50, "current", 25 }, { 25, "current", 10 }, { 10, "current", 0 }, { 3, "current", 0 } }) {
			this.edge.split((int) each[0]);
			this.edge.run(UNIVERSAL, (String) each[1], "high_error_rate").succeeded();
			assertThat(this.edge.livePercent()).as((String) each[1]).isEqualTo((int) each[2]);
			assertThat(lastRecord().path("reason").asString()).isEqualTo("high_error_rate");
			assertThat(lastRecord().path("emergency").asBoolean()).isEqualTo(each[1].equals("emergency"));
		}
	}

	@Test
	void aRollbackNeverMovesRobotsForward() throws Exception {
		this.edge.split(10);
		this.edge.run(UNIVERSAL, "full_100", "oops").failed(1, "would be no rollback");
		assertThat(this.edge.livePercent()).isEqualTo(10);
		assertThat(lastRecord().path("result").asString()).isEqualTo("refused");
	}

	@Test
	void aDryRunChangesAndWritesNothing() throws Exception {
		assertThat(this.edge.run(UPDATE, "25", "--dry-run").succeeded().output()).contains("from 0 % to 25 %");
		assertThat(this.edge.live().path("generation").asInt()).isEqualTo(1);
		assertThat(rolloutLog()).doesNotExist();
		breakConfiguration();
		this.edge.run(UPDATE, "25", "--dry-run").failed(1, "configuration is broken", "nonsense");
	}

	@Test
	void theFirstSplitIsWrittenOnceAndNeverOverwritten() throws Exception {
		this.edge.split(50);
		this.edge.run(UPDATE, "--init", "10").succeeded();
		assertThat(splitFile()).contains("50% new;");
		// So a start keeps the split too.
		this.edge.nginx().stop();
		Nginx.spec(Path.of("../../deploy/nginx"), this.edge.state(), this.edge.ports(), LegacySide.PRESENT);
		this.edge.nginx().start();
		assertThat(this.edge.livePercent()).isEqualTo(50);
		Files.delete(this.edge.file("split/split.conf"));
		Files.delete(this.edge.file("split/rollback.conf"));
		assertThat(this.edge.run(UPDATE, "--init", "25").succeeded().output()).contains("25 %");
		assertThat(splitFile()).contains("25% new;");
		assertThat(this.edge.file("split/rollback.conf")).content().contains("* legacy;").doesNotContain(" new;");
	}

	@Test
	void settingsThatDoNotExistAreNamed() throws Exception {
		Path settings = Files.writeString(this.directory.resolve("edge.env"), "HEARTBEAT_EGDE=127.0.0.1:8080\n");
		ScriptRun.of(Map.of("HEARTBEAT_EDGE_ENV", settings.toString()), SplitEdge.command(UPDATE, "10"))
			.failed(1, "unknown setting 'HEARTBEAT_EGDE'");
		ScriptRun.of(Map.of("HEARTBEAT_EDGE_ENV", "/nowhere"), SplitEdge.command(UPDATE, "10"))
			.failed(1, "cannot read /nowhere");
		ScriptRun
			.of(Map.of("HEARTBEAT_EDGE_ENV", "/dev/null", "HEARTBEAT_NGINX_CONF", "/nowhere"),
					SplitEdge.command(UPDATE, "10"))
			.failed(1, "there is no split in /nowhere");
	}

	private void breakConfiguration() throws IOException {
		Files.writeString(this.edge.file("proxy.conf"), "nonsense;\n", StandardOpenOption.APPEND);
	}

	private String splitFile() throws IOException {
		return Files.readString(this.edge.file("split/split.conf"));
	}

	private Path rolloutLog() {
		return this.edge.stateDirectory().resolve("logs").resolve("rollout.log");
	}

	private JsonNode lastRecord() throws IOException {
		return this.edge.log("rollout.log").getLast();
	}

}
