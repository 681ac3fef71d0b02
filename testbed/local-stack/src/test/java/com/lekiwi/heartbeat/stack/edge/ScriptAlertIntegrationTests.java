package com.lekiwi.heartbeat.stack.edge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** People are told, and nobody waits for it. */
@Timeout(60)
class ScriptAlertIntegrationTests {

	private static final String ALERT = "send_alert.sh";

	private static final String SECRET = "/services/T1/s3cret";

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	@TempDir
	private Path directory;

	private SplitEdge edge;

	private RecordingService webhook;

	private Map<String, String> environment;

	@BeforeAll
	static void nginxAndCurlAreInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
		assumeThat(ScriptRun.find("curl")).as("install curl").isPresent();
	}

	@BeforeEach
	void start() throws Exception {
		this.edge = new SplitEdge(this.directory);
		this.webhook = new RecordingService("webhook", this.edge.ports().of(8030));
		this.environment = this.edge.environment();
		this.environment.put("HEARTBEAT_ALERT_WEBHOOK", "http://127.0.0.1:" + this.edge.ports().of(8030) + SECRET);
	}

	@AfterEach
	void stop() throws Exception {
		this.webhook.close();
		this.edge.close();
	}

	@Test
	void aMessageIsSentAsSlackTakesIt() throws Exception {
		run(ALERT, "20 % of \"lab-a\"\nare \\ away").succeeded();
		assertThat(this.webhook.requests()).singleElement().satisfies((request) -> {
			assertThat(request.line()).startsWith("POST " + SECRET);
			assertThat(request.headers()).containsEntry("content-type", "application/json");
			assertThat(request.body()).isEqualTo("{\"text\":\"20 % of \\\"lab-a\\\" are \\\\ away\"}");
		});
		assertThat(run(ALERT, "x", "--dry-run").succeeded().output()).contains("Would send {\"text\":\"x\"}");
		assertThat(this.webhook.requests()).hasSize(1);
	}

	@Test
	void withoutAWebhookItSaysSo() throws Exception {
		this.environment.remove("HEARTBEAT_ALERT_WEBHOOK");
		assertThat(run(ALERT, "x").succeeded().errors()).contains("HEARTBEAT_ALERT_WEBHOOK is not set");
	}

	@Test
	void aFailureIsSaidAndKeepsTheSecret() throws Exception {
		this.webhook.answerWith("500 Internal Server Error");
		ScriptRun run = run(ALERT, "x").failed(1, "no alert was sent");
		assertThat(run.output()).doesNotContain("s3cret");
		this.environment.put("HEARTBEAT_ALERT_WEBHOOK", "nonsense");
		run(ALERT, "x").failed(1, "is not an address");
		this.environment.put("HEARTBEAT_ALERT_WEBHOOK", "http://127.0.0.1:1/");
		this.environment.put("PATH",
				ScriptRun.pathWith(this.directory.resolve("programs"), List.of("bash", "dirname")).toString());
		run(ALERT, "x").failed(1, "curl is missing");
	}

	@Test
	void aStepTellsAndDoesNotWaitForAWebhookThatHangs() throws Exception {
		this.webhook.freeze();
		run("update_traffic_split.sh", "10", "--reason", "canary").succeeded();
		// The script is back, and the webhook has not answered yet.
		await().atMost(PATIENCE).until(() -> !this.webhook.requests().isEmpty());
		assertThat(this.webhook.requests().getFirst().body())
			.isEqualTo("{\"text\":\"Split changed from 0 % to 10 % on the new system: canary\"}");
		assertThat(this.edge.livePercent()).isEqualTo(10);
		await().atMost(PATIENCE)
			.until(() -> this.edge.log("rollout.log")
				.stream()
				.anyMatch((line) -> line.path("result").asString().equals("alert_failed")));
		this.webhook.thaw();
		run("rollback_canary.sh", "emergency").succeeded();
		await().atMost(PATIENCE)
			.until(() -> this.webhook.requests()
				.stream()
				.anyMatch((request) -> request.body().contains("EMERGENCY: Split changed from 10 % to 0 %")));
	}

	@Test
	void aRefusalIsToldToo() throws Exception {
		this.edge.split(10);
		this.edge.legacy().close();
		run("rollback_canary.sh").failed(1, "does not answer");
		await().atMost(PATIENCE)
			.until(() -> this.webhook.requests()
				.stream()
				.anyMatch((request) -> request.body().contains("Split not changed to 0 %, it stays at 10 %")));
	}

	private ScriptRun run(String script, String... arguments) throws Exception {
		return ScriptRun.of(this.environment, SplitEdge.command(script, arguments));
	}

}
