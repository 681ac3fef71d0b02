package com.lekiwi.heartbeat.legacy.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.legacy.trouble.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LegacyIntegrationTests {

	private static final String BEAT = "{\"robot_id\":\"kiwi\",\"teleop_host\":true}";

	private final HttpClient http = HttpClient.newHttpClient();

	private Legacy legacy;

	@BeforeEach
	void start() throws IOException {
		this.legacy = Legacies.started(0);
	}

	@AfterEach
	void stop() {
		this.legacy.close();
		this.http.close();
	}

	@Test
	void aRestartForgetsEverything() throws Exception {
		assertThat(send("POST", "/heartbeat", BEAT).body()).isEqualTo("{\"status\":\"updated\"}");
		assertThat(get("/robots").body()).contains("kiwi");
		int port = this.legacy.uri().getPort();
		this.legacy.close();
		this.legacy = Legacies.started(port);
		assertThat(get("/robots").body()).isEqualTo("[]");
		assertThat(get("/robots/kiwi").statusCode()).isEqualTo(404);
		assertThat(get("/health").body()).contains("\"robots\":0");
	}

	@Test
	void aRobotIsTeleoperatedWhenItsHostIsMerelyUp() throws Exception {
		send("POST", "/heartbeat", BEAT);
		assertThat(get("/robots/kiwi/teleoperation-status").body()).contains("\"teleoperated\":true");
		send("POST", "/heartbeat", "{\"robot_id\":\"kiwi\",\"teleop_host\":false}");
		assertThat(get("/robots/kiwi/teleoperation-status").body()).contains("\"teleoperated\":false");
	}

	@Test
	void itsTimesAreTheWallClockOfItsZone() throws Exception {
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		LocalDateTime before = LocalDateTime.now(Clock.system(berlin)).minusSeconds(1);
		String written = JsonMapper.shared().readTree(get("/health").body()).get("timestamp").stringValue();
		assertThat(LocalDateTime.parse(written)).isBetween(before,
				LocalDateTime.now(Clock.system(berlin)).plusSeconds(1));
	}

	@Test
	void aSlowLegacyAnswersInTheEndAndMeanwhileNothingIsCarriedOut() throws Exception {
		this.legacy.make(new Trouble(Duration.ofMillis(300), null));
		long begun = System.nanoTime();
		assertThat(send("POST", "/heartbeat", BEAT).statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		this.legacy.make(Trouble.NONE);
		assertThat(get("/robots/kiwi").statusCode()).isEqualTo(200);
	}

	@Test
	void aFailingLegacyRemembersNothing() throws Exception {
		control("PUT", "/trouble", "{\"status\":500}");
		HttpResponse<String> failed = send("POST", "/heartbeat", BEAT);
		assertThat(failed.statusCode()).isEqualTo(500);
		assertThat(failed.body()).isEqualTo("Internal Server Error");
		assertThat(get("/health").statusCode()).isEqualTo(500);
		assertThat(control("DELETE", "/trouble", "").body()).isEqualTo("{\"delay_ms\":0,\"status\":null}");
		assertThat(get("/robots").body()).isEqualTo("[]");
	}

	@Test
	void theControlPortTellsOfPollsWhateverTheTrouble() throws Exception {
		assertThat(control("PUT", "/trouble", "{\"delay_ms\":60000,\"status\":503}").body())
			.isEqualTo("{\"delay_ms\":60000,\"status\":503}");
		assertThat(control("GET", "/trouble", "").body()).isEqualTo("{\"delay_ms\":60000,\"status\":503}");
		assertThat(control("GET", "/polls", "").body()).contains("\"rounds\":", "\"last_round_ms\":", "\"asked\":0",
				"\"answered\":0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{\"delay_ms\":-1}", "{\"delay_ms\":60001}", "{\"delay_ms\":\"1\"}",
			"{\"status\":200}", "{\"status\":600}", "{\"status\":500.5}", "{\"delay\":1}" })
	void troubleThatCannotBeIsRefusedAndChangesNothing(String body) throws Exception {
		HttpResponse<String> refused = control("PUT", "/trouble", body);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(get("/health").statusCode()).isEqualTo(200);
	}

	@Test
	void theControlPortHasNothingElse() throws Exception {
		assertThat(control("GET", "/health", "").statusCode()).isEqualTo(404);
		assertThat(control("POST", "/trouble", "{}").statusCode()).isEqualTo(404);
	}

	@Test
	void closingLetsGoOfARequestThatIsHeld() throws Exception {
		this.legacy.make(new Trouble(Duration.ofMinutes(1), null));
		CompletableFuture<HttpResponse<String>> held = this.http.sendAsync(
				HttpRequest.newBuilder(this.legacy.uri().resolve("/health")).build(),
				HttpResponse.BodyHandlers.ofString());
		this.legacy.close();
		assertThat(held.handle((_, _) -> true).get(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aPortInUseIsNamedAndNothingStaysOpen() throws IOException {
		int taken = this.legacy.uri().getPort();
		assertThatIOException().isThrownBy(() -> Legacies.started(taken))
			.withMessageContaining("127.0.0.1:" + taken)
			.withMessageContaining("in use");
	}

	@Test
	void aConnectionServesRequestAfterRequest() throws Exception {
		int port = this.legacy.uri().getPort();
		try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
			BufferedReader answers = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			for (int i = 0; i < 5; i++) {
				socket.getOutputStream()
					.write("GET /robots HTTP/1.1\r\nHost: legacy\r\n\r\n".getBytes(StandardCharsets.UTF_8));
				assertThat(answers.readLine()).isEqualTo("HTTP/1.1 200 OK");
				assertThat(Stream.generate(() -> line(answers)).takeWhile(line -> !line.isEmpty()))
					.noneMatch(line -> line.equalsIgnoreCase("connection: close"));
				char[] body = new char[2];
				assertThat(answers.read(body)).isEqualTo(2);
				assertThat(body).containsExactly('[', ']');
			}
		}
	}

	private static String line(BufferedReader answers) {
		try {
			return answers.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send("GET", path, "");
	}

	private HttpResponse<String> send(String method, String path, String body)
			throws IOException, InterruptedException {
		return Legacies.send(this.http, method, this.legacy.uri().resolve(path), body);
	}

	private HttpResponse<String> control(String method, String path, String body)
			throws IOException, InterruptedException {
		return Legacies.send(this.http, method, this.legacy.controlUri().resolve(path), body);
	}

}
