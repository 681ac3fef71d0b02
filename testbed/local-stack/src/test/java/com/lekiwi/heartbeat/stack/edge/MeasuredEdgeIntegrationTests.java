package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.edge.KeptConnection.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** What a real nginx tells legacy-adapter of each request. */
@Timeout(120)
class MeasuredEdgeIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int SYSLOG = 8016;

	private static final Path DEPLOYED = Path.of("../../deploy/nginx");

	@TempDir
	private Path directory;

	private SplitEdge edge;

	private SyslogLines lines;

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
	}

	@BeforeEach
	void start() throws Exception {
		this.edge = new SplitEdge(this.directory);
		this.lines = new SyslogLines(this.edge.ports().of(SYSLOG));
	}

	@AfterEach
	void stop() throws Exception {
		this.lines.close();
		this.edge.close();
	}

	@Test
	void aBeatIsALineAndItsCopyAnother() throws Exception {
		Answer beat = this.edge.ask(KeptConnection.beat("kiwi-07", "{}"));
		List<JsonNode> both = linesOf(beat, 2);
		JsonNode request = both.stream().filter((line) -> !line.path("shadow").asBoolean()).findFirst().orElseThrow();
		assertThat(request.path("method").asString()).isEqualTo("POST");
		assertThat(request.path("path").asString()).isEqualTo("/heartbeat");
		assertThat(request.path("robot").asString()).isEqualTo("kiwi-07");
		assertThat(request.path("client").asString()).isEqualTo("127.0.0.1");
		assertThat(request.path("status").asInt()).isEqualTo(200);
		assertThat(request.path("first_upstream_status").asInt()).isEqualTo(200);
		assertThat(request.path("first_upstream_time").isNumber()).isTrue();
		assertThat(request.path("primary").asString()).isEqualTo("legacy");
		assertThat(request.path("system").asString()).isEqualTo("legacy");
		assertThat(request.path("key_kind").asString()).isEqualTo("header");
		assertThat(request.path("generation").asInt()).isEqualTo(1);
		assertThat(request.path("time").asDouble()).isPositive();
		JsonNode copy = both.stream().filter((line) -> line.path("shadow").asBoolean()).findFirst().orElseThrow();
		assertThat(copy.path("system").asString()).isEqualTo("new");
		assertThat(copy.path("robot").asString()).isEqualTo("kiwi-07");
		assertThat(copy.path("primary").asString()).isEmpty();
		assertThat(copy.path("first_upstream_status").asInt()).isEqualTo(200);
		assertThat(this.lines.raw()).allSatisfy((line) -> assertThat(line)
			.matches("<190>[A-Z][a-z]{2} [ 0-9]\\d \\d\\d:\\d\\d:\\d\\d edge: \\{\"line\":\"edge_line=.*}"));
		// The number leads from what is said to be lost to the file.
		await().atMost(PATIENCE)
			.until(() -> this.edge.log("access.log")
				.stream()
				.filter((line) -> both.stream().anyMatch((sent) -> sent.path("line").equals(line.path("line"))))
				.count() == 2);
	}

	@Test
	void aRobotIsKnownByItsPathToo() throws Exception {
		assertThat(robotOf(KeptConnection.get("/robots/kiwi-08/teleoperation-status"))).isEqualTo("kiwi-08");
		assertThat(robotOf(KeptConnection.get("/robots/kiwi%2d09?x=1"))).isEqualTo("kiwi-09");
		assertThat(robotOf(KeptConnection.get("/robots/kiwi%20x"))).isEmpty();
		assertThat(robotOf(KeptConnection.get("/robots/k%22,%22robot%22:%22x"))).isEmpty();
		assertThat(robotOf(KeptConnection.get("/robots"))).isEmpty();
	}

	@Test
	void aClientsOwnIdIsKeptEverywhere() throws Exception {
		String id = "0123456789abcdef0123456789abcdef";
		for (int tries = 1; tries <= 2; tries++) {
			Answer answer = this.edge.ask(beatKnownAs(id, "again-" + tries));
			assertThat(answer.headers()).containsEntry("x-request-id", id);
			int expected = tries;
			await().atMost(PATIENCE).until(() -> this.lines.of(id).size() == 2 * expected);
			for (String side : new String[] { "legacy", "new" }) {
				assertThat(this.edge.side(side).requestsWith("again-" + tries)).singleElement()
					.satisfies((request) -> assertThat(request.headers()).containsEntry("x-request-id", id));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mine", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcdef0",
			"0123456789abcdef0123456789abcde" })
	void anIdOfAnotherFormIsNotBelieved(String id) throws Exception {
		Answer answer = this.edge.ask(beatKnownAs(id, "{}"));
		assertThat(answer.headers().get("x-request-id")).matches("[0-9a-f]{32}").isNotEqualTo(id);
		assertThat(linesOf(answer, 2)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "500 Oops", "503 Busy" })
	void theFailureOfTheFirstIsToldAlthoughTheClientSawNone(String failure) throws Exception {
		this.edge.legacy().answerWith(failure);
		Answer beat = this.edge.ask(KeptConnection.beat("kiwi-07", "{}"));
		assertThat(beat.status()).isEqualTo(200);
		JsonNode line = linesOf(beat, 2).stream()
			.filter((one) -> !one.path("shadow").asBoolean())
			.findFirst()
			.orElseThrow();
		assertThat(line.path("primary").asString()).isEqualTo("legacy");
		assertThat(line.path("system").asString()).isEqualTo("new");
		assertThat(line.path("status").asInt()).isEqualTo(200);
		assertThat(line.path("first_upstream_status").asString()).isEqualTo(failure.substring(0, 3));
	}

	@Test
	void everyNumberIsSentOnceAndNoCookieEver() throws Exception {
		run(numberedRequests(150));
		this.edge.reload();
		run(numberedRequests(150));
		// A dead shadow, an open breaker, a side that fails: one line each.
		this.edge.adapter().close();
		run(numberedRequests(50));
		this.edge.restart("new");
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
			int before = this.lines.raw().size();
			this.edge.ask(KeptConnection.beat("last", "{}"));
			return this.lines.raw().size() > before && gaps() == 0;
		});
		assertThat(this.lines.numbers().size()).isGreaterThan(1);
		this.lines.numbers().values().forEach((numbers) -> assertThat(numbers).doesNotHaveDuplicates());
	}

	@Test
	void aReceiverThatIsAwayIsFeltByNobodyAndFillsNoLog() throws Exception {
		this.lines.close();
		long before = Files.size(errors());
		run(beats(400));
		assertThat(Files.readString(errors()).substring((int) before)).doesNotContain("syslog", "send() failed");
		this.lines = new SyslogLines(this.edge.ports().of(SYSLOG));
		// A socket of nginx's first learns that nobody was there when it sends again.
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
			run(beats(8));
			return this.lines.all().stream().anyMatch((line) -> line.path("shadow").asBoolean())
					&& this.lines.all().stream().anyMatch((line) -> !line.path("shadow").asBoolean());
		});
		// What was sent to nobody is seen by the numbers.
		assertThat(gaps()).isGreaterThan(700);
	}

	@Test
	void aReceiverThatHangsIsFeltByNobody() throws Exception {
		this.lines.close();
		try (DatagramSocket hangs = new DatagramSocket(this.edge.ports().of(SYSLOG),
				InetAddress.getLoopbackAddress())) {
			hangs.setReceiveBufferSize(4_096);
			run(beats(400));
		}
		assertThat(Files.readString(errors())).doesNotContain("syslog", "send() failed");
		this.lines = new SyslogLines(this.edge.ports().of(SYSLOG));
	}

	@Test
	void whatRobotsAndToolsDoNotAskIsNotSent() throws Exception {
		for (String path : new String[] { "/edge/split", "/.edge/alive", "/api/v2/robots", "/", "/nothing", "/new" }) {
			this.edge.ask(KeptConnection.get(path));
		}
		Answer beat = this.edge.ask(KeptConnection.beat("kiwi-07", "{}"));
		assertThat(linesOf(beat, 2)).hasSize(2);
		assertThat(this.lines.raw()).hasSize(2);
	}

	@Test
	void everyLocationSaysThatItSendsNoCookie() throws Exception {
		Pattern location = Pattern.compile("(?m)^ *location [^{]*\\{\\n(?! *userid off;)");
		for (String file : new String[] { "routes.conf", "problems.conf", "split/edge.conf", "split/gate.conf" }) {
			assertThat(location.matcher(Files.readString(DEPLOYED.resolve(file))).results()).as(file).isEmpty();
		}
	}

	@Test
	void withoutALegacyNothingIsSent() throws Exception {
		try (Stream<Path> files = Files.walk(DEPLOYED)) {
			List<Path> sending = new ArrayList<>();
			for (Path file : files.filter((file) -> file.toString().endsWith(".conf")).toList()) {
				if (Files.readString(file).contains("syslog:")) {
					sending.add(file);
				}
			}
			assertThat(sending).containsExactly(DEPLOYED.resolve("split/receiver.conf"));
		}
	}

	private Path errors() {
		return this.edge.stateDirectory().resolve("logs").resolve("error.log");
	}

	/** Numbers that were given out and did not come. */
	private int gaps() {
		return this.lines.numbers()
			.values()
			.stream()
			.mapToInt(
					(numbers) -> numbers.stream().mapToInt(Integer::intValue).max().orElseThrow() + 1 - numbers.size())
			.sum();
	}

	private List<JsonNode> linesOf(Answer answer, int count) {
		String id = answer.headers().get("x-request-id");
		await().atMost(PATIENCE).until(() -> this.lines.of(id).size() == count);
		return this.lines.of(id);
	}

	private String robotOf(String request) throws IOException {
		return linesOf(this.edge.ask(request), 1).getFirst().path("robot").asString();
	}

	private static String beatKnownAs(String id, String body) {
		return KeptConnection.beat("kiwi-07", body).replace("Host: edge", "Host: edge\r\nX-Request-Id: " + id);
	}

	private static List<String> beats(int count) {
		return IntStream.range(0, count).mapToObj((i) -> KeptConnection.beat("kiwi-" + i, "{}")).toList();
	}

	/** All that is measured, and what is not in between. */
	private static List<String> numberedRequests(int count) {
		List<String> requests = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			requests.add(switch (i % 8) {
				case 0 -> KeptConnection.get("/robots/kiwi-" + i);
				case 1 -> KeptConnection.get("/health");
				case 2 -> KeptConnection.get("/edge/split");
				case 3 -> KeptConnection.get("/nothing");
				// state-manager is away: the edge answers itself.
				case 4 -> KeptConnection.get("/api/v2/robots/kiwi-1/heartbeat");
				case 5 -> KeptConnection.beat("kiwi-" + i, "x".repeat(2_000));
				default -> KeptConnection.beat("kiwi-" + i, "{}");
			});
		}
		return requests;
	}

	/** On some connections at a time; no answer may carry a cookie or be a failure. */
	private void run(List<String> requests) throws Exception {
		try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<List<Answer>>> tasks = IntStream.range(0, 4)
				.<Callable<List<Answer>>>mapToObj((client) -> () -> ask(requests, client))
				.toList();
			for (Future<List<Answer>> answers : clients.invokeAll(tasks)) {
				assertThat(answers.get())
					.allSatisfy((answer) -> assertThat(answer.headers()).doesNotContainKey("set-cookie"));
			}
		}
	}

	private List<Answer> ask(List<String> requests, int client) throws IOException {
		List<Answer> answers = new ArrayList<>();
		try (KeptConnection connection = this.edge.connect()) {
			for (int i = client; i < requests.size(); i += 4) {
				answers.add(connection.exchange(requests.get(i)));
				if (requests.get(i).startsWith("POST /heartbeat")) {
					assertThat(answers.getLast().status()).isEqualTo(200);
				}
			}
		}
		return answers;
	}

}
