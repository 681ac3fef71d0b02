package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The deployed configuration with one more line in {@code servers/state-manager.conf}.
 */
@Timeout(60)
class NginxReplicasIntegrationTests {

	private static final PortPlan PORTS = new PortPlan(23_000);

	private static final int SECOND = 8112;

	/** A robot gives up after this time. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@TempDir
	private Path directory;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private StackProcess nginx;

	private RecordingService one;

	private RecordingService other;

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
	}

	@BeforeEach
	void start() throws IOException {
		StateDirectory state = new StateDirectory(this.directory).create();
		ProcessSpec spec = Nginx.spec(Path.of("../../deploy/nginx"), state, PORTS, LegacySide.ABSENT);
		Files.writeString(state.nginx().resolve("conf/servers/state-manager.conf"),
				"server 127.0.0.1:%d max_fails=3 fail_timeout=2s;%n".formatted(PORTS.of(SECOND)),
				StandardOpenOption.APPEND);
		this.one = new RecordingService("one", PORTS.of(8012));
		this.other = new RecordingService("other", PORTS.of(SECOND));
		this.nginx = new StackProcess(spec);
		this.nginx.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.nginx.stop();
		this.one.close();
		this.other.close();
		this.client.close();
	}

	@Test
	void bothAreAsked() throws Exception {
		for (int i = 0; i < 10; i++) {
			assertThat(beat().statusCode()).isEqualTo(200);
		}
		assertThat(this.one.requests()).isNotEmpty();
		assertThat(this.other.requests()).isNotEmpty();
	}

	@Test
	void whileOneIsAwayNobodyNotices() throws Exception {
		this.one.close();
		for (int i = 0; i < 10; i++) {
			assertThat(beat().body()).isEqualTo("other");
		}
	}

	@Test
	void whatOneTurnsAwayTheOtherTakes() throws Exception {
		this.one.answerWith("503 Service Unavailable\r\nRetry-After: 9");
		for (int i = 0; i < 10; i++) {
			assertThat(beat().body()).isEqualTo("other");
		}
	}

	@Test
	void aBeatThatOneDoesNotAnswerReachesTheOtherBeforeItsRobotGivesUp() throws Exception {
		this.one.freeze();
		for (int i = 0; i < 2; i++) {
			assertThat(beat().body()).isEqualTo("other");
		}
		assertThat(this.one.requests()).as("one was tried").isNotEmpty();
		assertThat(goodbye().body()).isEqualTo("other");
		assertThat(batch().body()).isEqualTo("other");
	}

	@Test
	void aBeatThatNobodyAnswersIsTurnedAwayBeforeItsRobotGivesUp() throws Exception {
		this.one.freeze();
		this.other.freeze();
		HttpResponse<String> answer = beat();
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(this.one.requests()).hasSize(1);
		assertThat(this.other.requests()).hasSize(1);
	}

	private HttpResponse<String> beat() throws IOException, InterruptedException {
		return send(to("/api/v2/robots/kiwi-07/heartbeat").POST(BodyPublishers.ofString("{}")));
	}

	private HttpResponse<String> batch() throws IOException, InterruptedException {
		return send(to("/api/v2/heartbeats").POST(BodyPublishers.ofString("[]")));
	}

	private HttpResponse<String> goodbye() throws IOException, InterruptedException {
		return send(to("/api/v2/robots/kiwi-07/heartbeat").DELETE());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
	}

	private static HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORTS.of(8080) + path));
	}

}
