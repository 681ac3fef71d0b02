package com.lekiwi.heartbeat.discovery.probe;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.Street;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** One address is asked over the API, and what lives there is odd. */
@Timeout(120)
class ProbeIntegrationTests {

	private static final String HERE = "127.20.7.1";

	/** Needs no tables: a probe stores nothing. */
	private static final PostgresDatabase NONE = new PostgresDatabase("jdbc:postgresql://127.0.0.1:1/none", "a", "b");

	private static final int PORT = Street.freePort();

	private static final int SECOND_PORT = Street.freePort();

	private static Discovery discovery;

	private Street street;

	@BeforeAll
	static void start() {
		discovery = Discovery.start(NONE, "networks.ports[0]=" + PORT, "networks.ports[1]=" + SECOND_PORT,
				"networks.allowed[0]=127.20.0.0/16", "networks.allowed[1]=::1/128", "probe.deadline=600ms",
				"breaker.failures=1000", "probe.max-single=2");
	}

	@AfterAll
	static void stop() {
		discovery.close();
	}

	@BeforeEach
	void open() {
		this.street = new Street();
	}

	@AfterEach
	void close() {
		this.street.close();
	}

	@Test
	void aRobotIsFoundWithItsTypeAndTheEvidence() {
		JsonNode found = discover(Neighbour.xle("xle-1"));
		assertThat(found.get("outcome").stringValue()).isEqualTo("robot");
		assertThat(found.get("port").intValue()).isEqualTo(PORT);
		assertThat(found.at("/robot/id").stringValue()).isEqualTo("xle-1");
		assertThat(found.at("/robot/type").stringValue()).isEqualTo("xle");
		assertThat(found.at("/evidence/buses")).hasSize(2);
		assertThat(found.at("/evidence/buses/1/motors")).hasSize(9);
	}

	static Stream<Arguments> odd() {
		String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
		return Stream.of(Arguments.of("garbage", Neighbour.raw("SSH-2.0-OpenSSH_9.6\r\n")),
				Arguments.of("garbage", Neighbour.raw("\0\1\2\3\4\n")),
				Arguments.of("garbage", Neighbour.raw("HTTP/9.9 200 OK\r\n\r\n")),
				Arguments.of("garbage", Neighbour.json("<html>")), Arguments.of("garbage", Neighbour.json("{\"id\":")),
				Arguments.of("garbage", Neighbour.json("")), Arguments.of("garbage", Neighbour.json(" \n")),
				Arguments.of("garbage", Neighbour.json("{} {}")),
				Arguments.of("garbage", Neighbour.json("[".repeat(5000))),
				Arguments.of("garbage", Neighbour.raw(head + "Content-Length: 100\r\n\r\n{}")),
				Arguments.of("garbage", Neighbour.raw(head + "Transfer-Encoding: chunked\r\n\r\nzzz\r\n")),
				Arguments.of("garbage", Neighbour.raw(head + "Content-Length: x\r\n\r\n{}")),
				Arguments.of("not_a_robot", Neighbour.answer("200 OK\r\nContent-Type: text/html", "<h1>printer</h1>")),
				Arguments.of("not_a_robot", Neighbour.answer("401 Unauthorized", "")),
				Arguments.of("not_a_robot", Neighbour.answer("404 Not Found", "{}")),
				Arguments.of("not_a_robot", Neighbour.answer("500 Oops", "{}")),
				Arguments.of("not_a_robot", Neighbour.json("{\"pages\":7}")),
				Arguments.of("not_a_robot", Neighbour.json("[]")),
				Arguments.of("too_large", Neighbour.pouring(head + "Content-Length: 10485760\r\n\r\n", 10_485_760)),
				Arguments.of("too_large", Neighbour.pouring(head + "\r\n", 10_485_760)),
				Arguments.of("too_large", Neighbour.pouring(head + "X: ", 10_485_760)),
				Arguments.of("too_large", Neighbour.raw(head + "A: b\r\n".repeat(10_000))),
				Arguments.of("too_slow", Neighbour.dripping(head + "Content-Length: 10000\r\n\r\n")),
				Arguments.of("too_slow", Neighbour.dripping("")),
				Arguments.of("too_slow", Neighbour.dripping("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 ")),
				Arguments.of("silent", Neighbour.dead()), Arguments.of("silent", (Neighbour) client -> {
				}));
	}

	@ParameterizedTest
	@MethodSource("odd")
	void whatIsNoRobotIsRecordedAsWhatItIsAndItsConnectionEnds(String outcome, Neighbour neighbour) {
		JsonNode found = discover(neighbour);
		assertThat(found.get("outcome").stringValue()).as(found.toString()).isEqualTo(outcome);
		assertThat(found.get("why").stringValue()).isNotBlank();
		assertThat(found.get("duration_ms").intValue()).isLessThan(5000);
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.street.guests() == 0);
	}

	@Test
	void garbageIsKeptAsADigestAndItsFirstBytes() {
		JsonNode found = discover(Neighbour.raw("SSH-2.0-OpenSSH_9.6\r\n"));
		assertThat(found.at("/evidence/first_bytes").stringValue()).isEqualTo("SSH-2.0-OpenSSH_9.6..");
		assertThat(found.at("/evidence/sha256").stringValue())
			.isEqualTo("7bfce07c2ab775ed4fd61e86b0e3234ec4ed9a880a09cfeffe4eb78e5446437d");
		assertThat(found.at("/evidence/bytes").intValue()).isEqualTo(21);
	}

	@Test
	void aRedirectIsRecordedAndNotFollowed() {
		this.street.build("127.20.7.2", PORT, Neighbour.lekiwi("kiwi-1"));
		JsonNode found = discover(Neighbour.answer("302 Found\r\nLocation: http://127.20.7.2:" + PORT + "/status", ""));
		assertThat(found.get("outcome").stringValue()).isEqualTo("redirected");
		assertThat(found.get("location").stringValue()).isEqualTo("http://127.20.7.2:" + PORT + "/status");
		assertThat(this.street.visits("127.20.7.2")).isZero();
	}

	@Test
	void whereNobodyLivesConnectionsAreRefused() {
		assertThat(discovery.api().read("/api/v2/discover/127.20.7.9").get("outcome").stringValue())
			.isEqualTo("refused");
	}

	@Test
	void theNextPortIsAskedWhereTheFirstIsNoRobots() {
		this.street.build(HERE, SECOND_PORT, Neighbour.lekiwi("kiwi-1"));
		JsonNode found = discover(Neighbour.dead());
		assertThat(found.get("outcome").stringValue()).isEqualTo("robot");
		assertThat(found.get("port").intValue()).isEqualTo(SECOND_PORT);
	}

	@Test
	void ofTwoPortsThatAreNoRobotsTheOneThatTellsMoreCounts() {
		this.street.build(HERE, SECOND_PORT, Neighbour.answer("404 Not Found", ""));
		JsonNode found = discover(Neighbour.dead());
		assertThat(found.get("outcome").stringValue()).isEqualTo("not_a_robot");
		assertThat(found.get("http_status").intValue()).isEqualTo(404);
	}

	@Test
	void anIpv6AddressIsAskedLikeAnyOther() {
		this.street.build("::1", PORT, Neighbour.lekiwi("kiwi-6"));
		JsonNode found = discovery.api().read("/api/v2/discover/::1");
		assertThat(found.at("/robot/id").stringValue()).isEqualTo("kiwi-6");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2130706433", "127.1", "0x7f.1", "010.1.1.1", "localhost", "127.20.7.1:80", "fe80::1%25lo",
			"::ffff:127.20.7.1", "127.20.7.1%0A", "a%2F..%2F..", "%00" })
	void whatIsNoAddressIsRefusedAndNobodyIsAsked(String text) {
		this.street.build(HERE, PORT, Neighbour.lekiwi("kiwi-1"));
		HttpResponse<String> answer = discovery.api().get("/api/v2/discover/" + text);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(this.street.allVisits()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.21.0.1", "169.254.169.254", "10.1.0.7", "127.20.0.0", "127.20.255.255",
			"::ffff:7f14:701", "64:ff9b::7f14:701", "2002:7f14:701::1", "::7f14:701", "fe80::1" })
	void whatIsOutsideIsForbiddenAndNobodyIsAsked(String text) {
		this.street.build(HERE, PORT, Neighbour.lekiwi("kiwi-1"));
		HttpResponse<String> answer = discovery.api().get("/api/v2/discover/" + text);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("urn:lekiwi-heartbeat:problem:outside-networks");
		assertThat(this.street.allVisits()).isZero();
	}

	@Test
	void whoComesWhenTooManyAreAskedIsToldWhenToComeAgain() {
		CountDownLatch latch = new CountDownLatch(1);
		this.street.build("127.20.7.3", PORT, Neighbour.when(latch, Neighbour.lekiwi("kiwi-3")));
		this.street.build("127.20.7.4", PORT, Neighbour.when(latch, Neighbour.lekiwi("kiwi-4")));
		try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
			CompletableFuture<?> both = CompletableFuture.allOf(
					CompletableFuture.runAsync(() -> discovery.api().read("/api/v2/discover/127.20.7.3"), asking),
					CompletableFuture.runAsync(() -> discovery.api().read("/api/v2/discover/127.20.7.4"), asking));
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.street.guests() == 2 || both.isDone());
			HttpResponse<String> third = discovery.api().get("/api/v2/discover/127.20.7.9");
			latch.countDown();
			both.join();
			assertThat(third.statusCode()).isEqualTo(429);
			assertThat(third.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
		}
		assertThat(discovery.api().get("/api/v2/discover/127.20.7.9").statusCode()).isEqualTo(200);
	}

	private JsonNode discover(Neighbour neighbour) {
		this.street.build(HERE, PORT, neighbour);
		return discovery.api().read("/api/v2/discover/" + HERE);
	}

}
