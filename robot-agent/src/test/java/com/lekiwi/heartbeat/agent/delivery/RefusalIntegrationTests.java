package com.lekiwi.heartbeat.agent.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.FleetServer;
import com.lekiwi.heartbeat.agent.fixture.Reply;
import com.lekiwi.heartbeat.agent.fixture.Request;
import com.lekiwi.heartbeat.agent.fixture.SentBeat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class RefusalIntegrationTests {

	private static final String DELIVERED = "all late beats are sent";

	@TempDir
	private Path directory;

	private final FleetServer server = new FleetServer();

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "401, does not know this robot", "403, does not know this robot", "429, takes no beats now",
			"500, takes no beats now", "502, takes no beats now", "503, takes no beats now",
			"404, is not the fleet's server", "302, is not the fleet's server", "200, is not the fleet's server" })
	void whoIsTurnedAwayKeepsItsBeatsAsksAgainAndSaysSoOnce(int status, String said) throws Exception {
		AtomicInteger left = new AtomicInteger(5);
		this.server.answer((request) -> (left.getAndDecrement() > 0)
				? new Reply(status, Map.of("Location", "/"), "<html>log in") : Reply.all(request));
		try (AgentProcess agent = options().start()) {
			agent.awaitLog(DELIVERED);
			assertThat(agent.logged(said)).isEqualTo(1);
			assertThat(this.server.requests().subList(0, 5)).noneMatch(Request::isBatch);
			this.server.awaitEveryNumber();
		}
	}

	@Test
	void retryAfterIsObeyedInSeconds() throws Exception {
		assertThat(pauseAfter(Reply.later(503, "1"))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	/** A date has no fractions of a second: two seconds may be one and a bit. */
	@Test
	void retryAfterIsObeyedAsADate() throws Exception {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(3).atZone(ZoneOffset.UTC));
		assertThat(pauseAfter(Reply.later(429, date))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@CsvSource({ "86400", "999999999", "'Fri, 31 Dec 2099 23:59:59 GMT'" })
	void retryAfterIsNotObeyedForever(String value) throws Exception {
		assertThat(pauseAfter(Reply.later(503, value), "--retry-after-cap", 0.1)).isPositive();
	}

	@ParameterizedTest
	@CsvSource({ "soon", "-5", "''", "99999999999999999999", "'Fri, 99 Foo 2099 23:59:59 GMT'" })
	void aRetryAfterThatMakesNoSenseIsLeftAside(String value) throws Exception {
		assertThat(pauseAfter(Reply.later(503, value))).isPositive();
	}

	@Test
	void aRefusedBeatIsDroppedSaidAndNeverSentAgain() throws Exception {
		String problem = "{\"status\":400,\"faults\":[{\"field\":\"/site\",\"fault\":\"is not allowed\"}]}";
		this.server.answer((request) -> new Reply(400, Map.of(), problem));
		try (AgentProcess agent = options().start()) {
			this.server.await("beats", () -> this.server.requests().size() > 10);
			List<Long> numbers = numbersAsked((request) -> true);
			assertThat(numbers).doesNotHaveDuplicates();
			assertThat(agent.logged("the server refuses a beat, which is dropped: 400")).isEqualTo(1);
			assertThat(agent.logged("is not allowed")).isEqualTo(1);
			this.server.answer(Reply::all);
			agent.awaitLog("beats are taken again");
		}
	}

	@Test
	void aBeatThatIsAloneTooLargeIsDroppedAndTheNextOneGoesOut() throws Exception {
		this.server.answer((request) -> request.has(2) ? Reply.of(413) : Reply.all(request));
		try (AgentProcess agent = options().start()) {
			this.server.await("beats", () -> this.server.numbersTaken().contains(4L));
			assertThat(this.server.numbersTaken()).contains(1L, 3L).doesNotContain(2L);
			assertThat(numbersAsked((request) -> request.has(2))).hasSize(1);
			assertThat(agent.logged("which is dropped: 413")).isEqualTo(1);
		}
	}

	@Test
	void aBatchThatIsTooLargeIsHalvedUntilItFits() throws Exception {
		try (AgentProcess agent = offlineForLateBeats(40)) {
			this.server.answer((request) -> (request.beats().size() > 10) ? Reply.of(413) : Reply.all(request));
			this.server.comeBack();
			agent.awaitLog(DELIVERED);
			this.server.awaitEveryNumber();
			assertThat(agent.logged("they go in smaller batches")).isEqualTo(1);
			assertThat(agent.logged("0 refused, 0 lost")).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "413", "400", "422" })
	void aLateBeatThatSpoilsItsBatchIsFoundDroppedAndSaid(int status) throws Exception {
		try (AgentProcess agent = offlineForLateBeats(40)) {
			long spoilt = newest() + 7;
			this.server
				.answer((request) -> request.isBatch() && request.has(spoilt) ? Reply.of(status) : Reply.all(request));
			this.server.comeBack();
			agent.awaitLog(DELIVERED);
			this.server.awaitEveryNumber(spoilt);
			assertThat(agent.logged("a late beat is refused alone, and dropped: " + status)).isEqualTo(1);
			assertThat(agent.logged("1 refused, 0 lost")).isEqualTo(1);
		}
	}

	@Test
	void eachLateBeatIsTreatedAsTheAnswerSays() throws Exception {
		try (AgentProcess agent = offlineForLateBeats(20)) {
			long first = newest() + 1;
			AtomicInteger unavailable = new AtomicInteger(2);
			this.server.answer((request) -> request.isBatch() ? Reply.items(request, (beat) -> {
				if (beat.seq() == first + 3) {
					return "invalid";
				}
				if (beat.seq() == first + 5) {
					return "refused";
				}
				return (beat.seq() == first + 8 && unavailable.getAndDecrement() > 0) ? "unavailable" : "accepted";
			}) : Reply.all(request));
			this.server.comeBack();
			agent.awaitLog(DELIVERED);
			this.server.awaitEveryNumber(first + 3, first + 5);
			assertThat(agent.logged("2 late beats are refused, and dropped")).isEqualTo(1);
			assertThat(this.server.taken().stream().filter((beat) -> beat.seq() == first + 8)).hasSize(1);
		}
	}

	@Test
	void anAnswerToABatchThatMakesNoSenseLosesNothing() throws Exception {
		try (AgentProcess agent = offlineForLateBeats(10)) {
			AtomicInteger left = new AtomicInteger(3);
			this.server.answer((request) -> request.isBatch() && left.getAndDecrement() > 0
					? new Reply(200, Map.of(), List.of("", "[]", "{\"items\":[{}]}").get(left.get()))
					: Reply.all(request));
			this.server.comeBack();
			agent.awaitLog(DELIVERED);
			this.server.awaitEveryNumber();
			assertThat(agent.logged("makes no sense")).isPositive();
		}
	}

	/** So many beats are late, and the server is away. */
	private AgentProcess offlineForLateBeats(int beats) throws Exception {
		SpoolFile spool = new SpoolFile(this.directory);
		AgentProcess agent = options().with("--state-dir", this.directory).start();
		this.server.awaitMore(2);
		this.server.goAway();
		agent.listenFromHere();
		this.server.await("late beats", () -> spool.beats() >= beats);
		return agent;
	}

	/** The highest number that was taken. */
	private long newest() {
		return this.server.numbersTaken().stream().max(Long::compare).orElseThrow();
	}

	private Duration pauseAfter(Reply reply, Object... options) throws Exception {
		AtomicInteger asked = new AtomicInteger();
		this.server.answer((request) -> (asked.getAndIncrement() == 0) ? reply : Reply.all(request));
		try (AgentProcess agent = options().with(options).start()) {
			this.server.await("another try", () -> this.server.requests().size() > 1);
			assertThat(agent.isAlive()).isTrue();
		}
		List<Request> requests = this.server.requests();
		return Duration.ofNanos(requests.get(1).nanos() - requests.get(0).nanos());
	}

	private List<Long> numbersAsked(Predicate<Request> which) {
		return this.server.requests()
			.stream()
			.filter(which)
			.flatMap((request) -> request.beats().stream())
			.map(SentBeat::seq)
			.toList();
	}

	private AgentOptions options() {
		return AgentOptions.hurried(this.server.port());
	}

}
