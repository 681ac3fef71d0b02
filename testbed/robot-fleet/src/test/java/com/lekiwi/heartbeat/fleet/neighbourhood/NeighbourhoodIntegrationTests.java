package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.fleet.server.HeartbeatServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NeighbourhoodIntegrationTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final int MANY = 1_000;

	private final Asker asker = new Asker();

	private Neighbourhood neighbourhood;

	private int port;

	@AfterEach
	void stop() {
		this.neighbourhood.close();
		this.asker.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "LEKIWI", "XLE", "SLOW", "LIAR", "CHIMERA", "BROKEN_BUS" })
	void aRobotAnswersWhatIsTrueOfIt(NeighbourCharacter character) throws Exception {
		for (NeighbourTruth truth : start(6, character)) {
			JsonNode status = JsonMapper.shared().readTree(get(truth, "/status").body());
			assertThat(status.path("id").stringValue()).isEqualTo(String.valueOf(truth.id()));
			assertThat(status.path("name").stringValue()).isEqualTo(truth.name());
			assertThat(status.has("type")).isEqualTo(truth.claim() != null);
			assertThat(status.path("motor_buses").isArray()).isTrue();
		}
		assertThat(truths()).allMatch(truth -> truth.connections() == 1 && truth.requests() == 1);
	}

	@Test
	void aRobotKnowsNothingButItsStatus() throws Exception {
		NeighbourTruth xle = start(1, NeighbourCharacter.XLE).getFirst();
		assertThat(get(xle, "/").statusCode()).isEqualTo(404);
		HttpResponse<String> posted = this.asker.send("POST", xle.address(), this.port, "/status");
		assertThat(posted.statusCode()).isEqualTo(405);
		assertThat(posted.headers().firstValue("Allow")).contains("GET");
	}

	@Test
	void aDeadOneTakesTheConnectionAndIsOnlyHeldForSoLong() throws Exception {
		NeighbourTruth dead = start(1, NeighbourCharacter.DEAD, Duration.ofMillis(50), 10).getFirst();
		try (Socket socket = ask(dead)) {
			assertThat(socket.getInputStream().readAllBytes()).isEmpty();
		}
		await().until(() -> this.neighbourhood.truth().openConnections() == 0);
		assertThat(truths().getFirst().connections()).isEqualTo(1);
		assertThat(truths().getFirst().requests()).isEqualTo(1);
	}

	@Test
	void aRefusingOneRefusesAndItsAddressIsTaken() throws Exception {
		NeighbourTruth refusing = start(1, NeighbourCharacter.REFUSING).getFirst();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> ask(refusing).close());
		assertThatIOException()
			.isThrownBy(
					() -> new ServerSocket(this.port, 1, this.neighbourhood.neighbours().getFirst().address()).close())
			.withMessageContaining("in use");
		assertThat(refusing.connections()).isNull();
	}

	@Test
	void noiseIsNotHttp() throws Exception {
		for (NeighbourTruth truth : start(5, NeighbourCharacter.NOISE)) {
			assertThat(heard(truth)).hasSize(512);
			assertThat(new String(heard(truth), StandardCharsets.ISO_8859_1)).doesNotStartWith("HTTP");
		}
	}

	@Test
	void brokenJsonSaysThatItIsJsonAndIsNone() throws Exception {
		for (NeighbourTruth truth : start(20, NeighbourCharacter.BROKEN_JSON)) {
			HttpResponse<String> answer = get(truth, "/status");
			assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
			if (!answer.body().isEmpty()) {
				assertThatExceptionOfType(JacksonException.class)
					.isThrownBy(() -> JsonMapper.shared().readTree(answer.body()));
			}
		}
	}

	@Test
	void otherJsonHasNoIdThatARobotCanHave() throws Exception {
		for (NeighbourTruth truth : start(20, NeighbourCharacter.OTHER_JSON)) {
			JsonNode answer = JsonMapper.shared().readTree(get(truth, "/status").body());
			assertThat(answer.path("id").stringValue("")).doesNotMatch("[A-Za-z0-9][A-Za-z0-9._-]*");
		}
	}

	@Test
	void aHugeAnswerIsARobotsOfMoreThanTenMegabytes() throws Exception {
		List<HttpResponse<String>> answers = start(8, NeighbourCharacter.HUGE).stream()
			.map(truth -> get(truth, "/status"))
			.toList();
		assertThat(answers).allSatisfy(answer -> {
			assertThat(answer.body().length()).isGreaterThan(10 * 1024 * 1024);
			assertThat(answer.body()).startsWith("{").endsWith("}").contains("\"id\":\"never-n");
		});
		assertThat(answers).anyMatch(answer -> answer.headers().firstValue("Content-Length").isPresent())
			.anyMatch(answer -> answer.headers().firstValue("Content-Length").isEmpty());
	}

	@Test
	void aDripAnswersByteForByteUntilNobodyListens() throws Exception {
		NeighbourTruth drip = start(1, NeighbourCharacter.DRIP).getFirst();
		try (Socket socket = ask(drip)) {
			assertThat(socket.getInputStream().readNBytes(2)).isEqualTo("HT".getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().available()).isLessThan(10);
		}
		await().until(() -> this.neighbourhood.truth().openConnections() == 0);
	}

	@Test
	void aRedirectIsCountedOnlyWhenItIsFollowed() throws Exception {
		List<NeighbourTruth> senders = start(8, NeighbourCharacter.REDIRECT);
		List<HttpResponse<String>> answers = senders.stream().map(truth -> get(truth, "/status")).toList();
		assertThat(answers).allMatch(answer -> answer.statusCode() == 302);
		assertThat(answers).extracting(answer -> answer.headers().firstValue("Location").orElseThrow())
			.anyMatch(location -> location.startsWith("http://" + Conducts.LURE + ":" + this.port))
			.anyMatch(location -> location.startsWith("http://127.20."));
		assertThat(truths()).allMatch(truth -> truth.redirectsFollowed() == 0);
		assertThat(this.neighbourhood.truth().lureConnections()).isZero();
		for (HttpResponse<String> answer : answers) {
			assertThat(this.asker.get(answer.headers().firstValue("Location").orElseThrow()).body())
				.contains("\"id\":\"never-n");
		}
		assertThat(truths()).allMatch(truth -> truth.redirectsFollowed() == 1);
		assertThat(this.neighbourhood.truth().lureConnections()).isBetween(1L, 7L);
	}

	@Test
	void aPrinterAndACameraAreNoRobots() throws Exception {
		HttpResponse<String> printer = get(start(1, NeighbourCharacter.PRINTER).getFirst(), "/status");
		assertThat(printer.body()).contains("<title>LaserPrint");
		this.neighbourhood.close();
		HttpResponse<String> camera = get(start(1, NeighbourCharacter.CAMERA).getFirst(), "/status");
		assertThat(camera.statusCode()).isEqualTo(401);
		assertThat(camera.headers().firstValue("WWW-Authenticate")).isPresent();
	}

	@Test
	void sshSpeaksFirst() throws Exception {
		NeighbourTruth ssh = start(1, NeighbourCharacter.SSH).getFirst();
		try (Socket socket = new Socket(ssh.address(), this.port)) {
			assertThat(socket.getInputStream().readNBytes(8)).isEqualTo("SSH-2.0-".getBytes(StandardCharsets.US_ASCII));
		}
		assertThat(heard(ssh)).asString(StandardCharsets.US_ASCII).contains("Invalid SSH identification string.");
	}

	@Test
	void whoComesWhenAllPlacesAreTakenIsTurnedAway() throws Exception {
		NeighbourTruth dead = start(1, NeighbourCharacter.DEAD, LONG, 1).getFirst();
		try (Socket first = ask(dead)) {
			await().until(() -> this.neighbourhood.truth().openConnections() == 1);
			try (Socket second = new Socket(dead.address(), this.port)) {
				assertThat(second.getInputStream().read()).isEqualTo(-1);
			}
			assertThat(first.isClosed()).isFalse();
		}
		assertThat(this.neighbourhood.truth().turnedAway()).isEqualTo(1);
		assertThat(truths().getFirst().connections()).isEqualTo(2);
	}

	@Test
	void aThousandTakeADescriptorEachAndNoThreads() throws Exception {
		long descriptors = descriptors();
		int threads = Thread.getAllStackTraces().size();
		this.port = HeartbeatServer.freePort();
		this.neighbourhood = new Neighbourhood(
				new NeighbourSettings(MANY, 1, NeighbourMix.of("lekiwi=8,refusing=1,dead=1")), 1, this.port);
		this.neighbourhood.start();
		assertThat(descriptors() - descriptors).isBetween((long) MANY, MANY + 50L);
		for (NeighbourTruth truth : truths()) {
			if (truth.robot()) {
				assertThat(get(truth, "/status").statusCode()).isEqualTo(200);
			}
		}
		assertThat(Thread.getAllStackTraces().size() - threads).isLessThan(30);
		this.neighbourhood.close();
		await().until(() -> descriptors() - descriptors < 50);
	}

	@Test
	void aPortInUseIsNamedAndNothingStaysOpen() throws IOException {
		this.port = HeartbeatServer.freePort();
		NeighbourSettings settings = new NeighbourSettings(3, 1, NeighbourMix.of("dead=1"));
		this.neighbourhood = new Neighbourhood(settings, 1, this.port);
		try (ServerSocket taken = new ServerSocket(this.port, 1, this.neighbourhood.neighbours().getLast().address())) {
			assertThatIOException().isThrownBy(this.neighbourhood::start)
				.withMessageContaining("127.20.255.3:" + taken.getLocalPort())
				.withMessageContaining("in use");
		}
		this.neighbourhood = new Neighbourhood(settings, 1, this.port);
		this.neighbourhood.start();
	}

	private List<NeighbourTruth> start(int neighbours, NeighbourCharacter character) throws IOException {
		return start(neighbours, character, LONG, 100);
	}

	private List<NeighbourTruth> start(int neighbours, NeighbourCharacter character, Duration longest, int most)
			throws IOException {
		this.port = HeartbeatServer.freePort();
		this.neighbourhood = new Neighbourhood(
				new NeighbourSettings(neighbours, 1, NeighbourMix.of(character.label() + "=1")), 1, this.port, longest,
				most);
		this.neighbourhood.start();
		return truths();
	}

	private List<NeighbourTruth> truths() {
		return this.neighbourhood.truth().neighbours();
	}

	private HttpResponse<String> get(NeighbourTruth truth, String path) {
		return this.asker.send("GET", truth.address(), this.port, path);
	}

	private Socket ask(NeighbourTruth truth) throws IOException {
		Socket socket = new Socket(truth.address(), this.port);
		socket.getOutputStream().write("GET /status HTTP/1.1\r\nHost: it\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private byte[] heard(NeighbourTruth truth) throws IOException {
		try (Socket socket = ask(truth)) {
			return socket.getInputStream().readAllBytes();
		}
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.count();
		}
	}

}
