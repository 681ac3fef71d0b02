package com.lekiwi.heartbeat.adapter.dialect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Slow clients, an end under load, a database that is away, and what readiness says. */
@ExtendWith(DialectStack.Resolver.class)
@Timeout(120)
class ConnectionIntegrationTests {

	private static final String BEAT = "{\"robot_id\":\"slow\"}";

	@Test
	void aClientThatSendsSlowlyHoldsUpNobodyAndIsAnsweredInTheEnd(DialectStack stack) throws IOException {
		try (Socket slow = connect(stack)) {
			write(slow, "POST /heartbeat HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + BEAT.length()
					+ "\r\n\r\n" + BEAT.substring(0, 5));
			assertThat(stack.adapter().beat("{\"robot_id\":\"quick\"}").statusCode()).isEqualTo(200);
			write(slow, BEAT.substring(5));
			String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"updated\"}");
		}
	}

	@Test
	void halfABeatIsNone(DialectStack stack) throws IOException {
		try (Socket gone = connect(stack)) {
			write(gone, "POST /heartbeat HTTP/1.1\r\nHost: x\r\nContent-Length: " + (BEAT.length() + 10) + "\r\n\r\n"
					+ BEAT);
			gone.shutdownOutput();
			String answer = new String(gone.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).doesNotContain("200").doesNotContain("updated");
		}
		assertThat(stack.adapter().beat("{\"robot_id\":\"after\"}").statusCode()).isEqualTo(200);
		assertThat(stack.stateManager().beats()).extracting(beat -> beat.path("robot_id").stringValue(""))
			.containsExactly("after");
	}

	@Test
	void ofSeveralBeatsOnOneConnectionEachIsAnswered(DialectStack stack) throws IOException {
		try (Socket socket = connect(stack)) {
			String head = "POST /heartbeat HTTP/1.1\r\nHost: x\r\nContent-Length: " + BEAT.length() + "\r\n";
			write(socket, head + "\r\n" + BEAT + head + "Connection: close\r\n\r\n" + BEAT);
			String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answers.split("updated", -1)).hasSize(3);
		}
		assertThat(stack.stateManager().beats()).hasSize(2);
	}

	@Test
	void whatWaitsWhenTheServiceEndsIsAnsweredWith503() throws Exception {
		try (FakeStateManager frozen = new FakeStateManager(null);
				Adapter adapter = Adapter.start(SharedStores.freshDatabase(ConnectionIntegrationTests.class),
						frozen.uri(), "heartbeat.dialect.senders=1", "heartbeat.dialect.max-batch=1",
						"heartbeat.dialect.answer-timeout=6s")) {
			frozen.freeze();
			List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				answers.add(adapter.beatLater(BEAT, "key-" + i));
			}
			// One is under way, and all others have arrived.
			Awaitility.await()
				.until(() -> adapter.manage("/actuator/prometheus")
					.body()
					.lines()
					.anyMatch(line -> line.startsWith("adapter_beats_queue_beats") && line.endsWith(" 49.0")));
			adapter.stop();
			assertThat(answers).allSatisfy(it -> assertThat(it.join().statusCode()).isEqualTo(503));
		}
	}

	@Test
	void withoutADatabaseReadsAre503AndBeatsAreTaken() throws Exception {
		PostgresDatabase real = SharedStores.freshDatabase(ConnectionIntegrationTests.class);
		int closed;
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
			closed = silent.getLocalPort();
		}
		assertTakesBeatsOnly(real, closed);
	}

	@Test
	void withADatabaseThatIsFrozenReadsAre503AndBeatsAreTaken() throws Exception {
		PostgresDatabase real = SharedStores.freshDatabase(ConnectionIntegrationTests.class);
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
			// The kernel takes connections, and nobody answers on them.
			assertTakesBeatsOnly(real, silent.getLocalPort());
		}
	}

	private static void assertTakesBeatsOnly(PostgresDatabase real, int port) throws Exception {
		PostgresDatabase away = new PostgresDatabase(real.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + port + "/"),
				real.user(), real.password());
		try (FakeStateManager stateManager = new FakeStateManager(null);
				Adapter adapter = Adapter.start(away, stateManager.uri(), "spring.flyway.enabled=false")) {
			for (String path : List.of("/robots", "/robots/kiwi", "/health", "/robots/kiwi/teleoperation-status")) {
				HttpResponse<String> answer = adapter.get(path);
				assertThat(answer.statusCode()).as(path).isEqualTo(503);
				assertThat(answer.body()).isEqualTo("{\"detail\":\"Service Unavailable\"}");
			}
			assertThat(adapter.get("/robots/no%20id").statusCode()).isEqualTo(404);
			assertThat(adapter.beat(BEAT).statusCode()).isEqualTo(200);
			assertThat(adapter.manage("/actuator/health/readiness").statusCode()).isEqualTo(503);
			assertThat(adapter.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void readinessFollowsStateManager(DialectStack stack) {
		Awaitility.await().until(() -> ready(stack));
		stack.stateManager().setHealthy(false);
		Awaitility.await().until(() -> !ready(stack));
		assertThat(stack.adapter().manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
		stack.stateManager().setHealthy(true);
		Awaitility.await().until(() -> ready(stack));
	}

	private static boolean ready(DialectStack stack) {
		return stack.adapter().manage("/actuator/health/readiness").statusCode() == 200;
	}

	private static Socket connect(DialectStack stack) throws IOException {
		return new Socket(InetAddress.ofLiteral("127.0.0.1"), stack.adapter().uri().getPort());
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
	}

}
