package com.lekiwi.heartbeat.legacy.poll;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.legacy.memory.Report;
import com.lekiwi.heartbeat.legacy.memory.RobotMemory;
import com.lekiwi.heartbeat.legacy.memory.WallClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SerialPollerIntegrationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final RobotMemory memory = new RobotMemory(new WallClock(Clock.systemUTC(), ZoneOffset.UTC),
			Duration.ofSeconds(15));

	@Test
	void aDeadRobotHoldsAllThatComeAfterItUpForTheWholeTimeOut() throws IOException {
		try (PolledRobot before = robot("127.31.0.1", 0, "before");
				ServerSocket dead = PolledRobot.dead("127.31.0.2", before.port());
				PolledRobot after = robot("127.31.0.3", before.port(), "after");
				SerialPoller poller = poller(before.port(), "127.31.0.1-127.31.0.3", Duration.ofMinutes(1))) {
			poller.start();
			await().until(() -> poller.count().rounds() > 0);
			assertThat(dead.isBound()).isTrue();
			long heldUpNanos = after.askedNanos().getFirst() - before.askedNanos().getFirst();
			assertThat(Duration.ofNanos(heldUpNanos)).isGreaterThanOrEqualTo(TIMEOUT);
			assertThat(poller.count().lastRoundMs()).isGreaterThanOrEqualTo(TIMEOUT.toMillis());
			assertThat(poller.count().answered()).isEqualTo(2);
			assertThat(this.memory.find("before")).isPresent();
			assertThat(this.memory.find("after")).isPresent();
			assertThat(this.memory.size()).isEqualTo(2);
		}
	}

	@Test
	void aRobotIsPolledWhereItsBeatSays() throws IOException {
		try (PolledRobot robot = robot("127.31.0.4", 0, "kiwi"); SerialPoller poller = poller(robot.port(), null)) {
			this.memory.note(new Report("kiwi", "old name", "xle", "127.31.0.4", false));
			poller.start();
			await().until(() -> poller.count().answered() > 1);
			assertThat(this.memory.find("kiwi")).hasValueSatisfying(known -> {
				assertThat(known.hostUp()).isTrue();
				assertThat(known.name()).isEqualTo("Kiwi");
				assertThat(known.type()).isEqualTo("xle");
			});
		}
	}

	@Test
	void aRobotThatNoLongerAnswersKeepsWhatWasSaidOfItsHost() throws IOException {
		try (ServerSocket dead = PolledRobot.dead("127.31.0.5", 0);
				SerialPoller poller = poller(dead.getLocalPort(), null)) {
			this.memory.note(new Report("kiwi", null, null, "127.31.0.5", true));
			poller.start();
			await().until(() -> poller.count().rounds() > 0);
			assertThat(poller.count().asked()).isEqualTo(1);
			assertThat(this.memory.find("kiwi").orElseThrow().hostUp()).isTrue();
		}
	}

	@Test
	void nothingOutsideTheNetworksIsPolledWhateverABeatSays() throws IOException {
		try (PolledRobot robot = robot("127.31.0.6", 0, "kiwi"); SerialPoller poller = poller(robot.port(), null)) {
			this.memory.note(new Report("a", null, null, "10.1.0.7", null));
			this.memory.note(new Report("b", null, null, "localhost", null));
			this.memory.note(new Report("c", null, null, "no address", null));
			this.memory.note(new Report("d", null, null, "127.31.0.6", null));
			poller.start();
			await().until(() -> poller.count().rounds() > 0);
			assertThat(robot.askedNanos()).isNotEmpty();
			PollCount count = poller.count();
			assertThat(count.asked()).isEqualTo(count.answered());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200|no JSON", "200|[]", "200|{}", "200|{\"id\":7}",
			"200|{\"id\":\"not an id\"}", "500|{\"id\":\"kiwi\"}", "302|{\"id\":\"kiwi\"}", "200|''" })
	void whatIsNoStatusIsNoRobotAndTheNextIsAsked(int status, String answer) throws IOException {
		try (PolledRobot odd = new PolledRobot("127.31.0.7", 0, status, answer);
				PolledRobot next = robot("127.31.0.8", odd.port(), "next");
				SerialPoller poller = poller(odd.port(), "127.31.0.7-127.31.0.8")) {
			poller.start();
			await().until(() -> poller.count().rounds() > 0);
			assertThat(next.askedNanos()).isNotEmpty();
			assertThat(this.memory.all()).singleElement().satisfies(known -> assertThat(known.id()).isEqualTo("next"));
		}
	}

	@Test
	void anAnswerWithoutEndIsCutOff() throws IOException {
		String endless = "{\"id\":\"kiwi\",\"padding\":\"" + "p".repeat(70_000) + "\"}";
		try (PolledRobot robot = new PolledRobot("127.31.0.9", 0, 200, endless);
				SerialPoller poller = poller(robot.port(), "127.31.0.9")) {
			poller.start();
			await().until(() -> poller.count().rounds() > 0);
			assertThat(this.memory.size()).isZero();
		}
	}

	private static PolledRobot robot(String ip, int port, String id) throws IOException {
		return new PolledRobot(ip, port, 200, PolledRobot.status(id, true));
	}

	private SerialPoller poller(int port, String range) {
		return poller(port, range, Duration.ofMillis(50));
	}

	private SerialPoller poller(int port, String range, Duration interval) {
		List<AddressRange> ranges = (range != null) ? List.of(AddressRange.of(range)) : List.of();
		return new SerialPoller(this.memory,
				new PollSettings(port, interval, TIMEOUT, Networks.of(List.of("127.0.0.0/8")), ranges));
	}

}
