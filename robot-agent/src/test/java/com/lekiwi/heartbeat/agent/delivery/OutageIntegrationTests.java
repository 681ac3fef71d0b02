package com.lekiwi.heartbeat.agent.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

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

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class OutageIntegrationTests {

	/** An hour at the interval that robots have. */
	private static final int BEATS_OF_AN_HOUR = 720;

	private static final String DELIVERED = "all late beats are sent";

	@TempDir
	private Path directory;

	private final FleetServer server = new FleetServer();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void anHourWithoutServerLosesNoBeat() throws Exception {
		SpoolFile spool = new SpoolFile(this.directory);
		try (AgentProcess agent = options().with("--interval", 0.01, "--state-dir", this.directory).start()) {
			this.server.awaitMore(3);
			this.server.goAway();
			agent.listenFromHere();
			this.server.await("an hour's late beats", () -> spool.beats() >= BEATS_OF_AN_HOUR);
			int before = this.server.taken().size();
			int asked = this.server.requests().size();
			this.server.comeBack();
			agent.awaitLog(DELIVERED);
			this.server.awaitEveryNumber();
			this.server.await("an empty spool", () -> spool.beats() == 0);
			List<String> log = agent.stop();

			List<SentBeat> taken = this.server.taken();
			assertThat(taken.get(before).inBatch()).as("the first after the outage is a live one").isFalse();
			assertThat(taken).allSatisfy((beat) -> assertThat(beat.isBuffered()).isEqualTo(beat.inBatch()));
			assertThat(taken).filteredOn(SentBeat::inBatch)
				.hasSizeGreaterThanOrEqualTo(BEATS_OF_AN_HOUR)
				.extracting(SentBeat::sentAt)
				.isSorted();
			assertThat(this.server.requests().subList(asked, this.server.requests().size()))
				.filteredOn(Request::isBatch)
				.hasSizeLessThan(BEATS_OF_AN_HOUR / 10);
			assertThat(taken).extracting(SentBeat::bootId).containsOnly(taken.getFirst().bootId());
			assertThat(log).as("a line a change").hasSizeLessThan(10);
			assertThat(log).anyMatch((line) -> line.contains("cannot be reached"))
				.anyMatch((line) -> line.contains("takes beats again"))
				.anyMatch((line) -> line.contains("0 refused, 0 lost"));
		}
	}

	@Test
	void whatTheBufferCannotHoldIsLostTheOldestFirstAndSaid() throws Exception {
		try (AgentProcess agent = options().with("--buffer", 20).start()) {
			this.server.awaitMore(1);
			this.server.goAway();
			agent.listenFromHere();
			int before = this.server.taken().size();
			agent.awaitLog("the buffer is full with 20 late beats");
			this.server.comeBack();
			agent.awaitLog(DELIVERED);
			Set<Long> numbers = this.server.numbersTaken();
			List<Long> late = this.server.taken()
				.stream()
				.skip(before)
				.filter(SentBeat::inBatch)
				.map(SentBeat::seq)
				.toList();
			assertThat(late).hasSizeGreaterThanOrEqualTo(20);
			long newest = late.get(19);
			assertThat(late.subList(0, 20)).as("the newest are kept")
				.isEqualTo(LongStream.rangeClosed(newest - 19, newest).boxed().toList());
			long lost = LongStream.rangeClosed(1, newest).filter((seq) -> !numbers.contains(seq)).count();
			assertThat(lost).isPositive();
			assertThat(agent.logged(" taken, 0 refused, " + lost + " lost")).isEqualTo(1);
		}
	}

	@Test
	void aServerThatNeverAnswersHoldsUpNoBeat() throws Exception {
		try (AgentProcess agent = options().with("--timeout", 0.2, "--state-dir", this.directory).start()) {
			this.server.awaitMore(2);
			CountDownLatch thawed = new CountDownLatch(1);
			this.server.answer((request) -> {
				await(thawed);
				return Reply.of(503);
			});
			SpoolFile spool = new SpoolFile(this.directory);
			this.server.await("late beats", () -> spool.beats() >= 20);
			assertThat(agent.logged("cannot be reached (timed out)")).isEqualTo(1);
			this.server.answer(Reply::all);
			thawed.countDown();
			this.server.awaitMore(1);
			this.server.awaitEveryNumber();
		}
	}

	@Test
	void anAnswerThatDripsIsGivenUpAsAWhole() throws Exception {
		try (RawServer dripping = RawServer.dripping();
				AgentProcess agent = AgentOptions.hurried(dripping.port()).with("--timeout", 0.3).start()) {
			agent.awaitLog("cannot be reached");
			this.server.await("a second try", () -> dripping.connections() > 1);
			assertThat(agent.stop()).last().asString().endsWith("stopped; the server was not told");
		}
	}

	@Test
	void aConnectionThatTheServerClosesBetweenBeatsCostsNothing() throws Exception {
		try (RawServer closing = RawServer.closingAfterEachAnswer();
				AgentProcess agent = AgentOptions.hurried(closing.port()).with("--interval", 0.5).start()) {
			this.server.await("connections", () -> closing.connections() > 3);
			assertThat(agent.stop()).hasSize(2).last().asString().endsWith(" stopped");
		}
	}

	private AgentOptions options() {
		return AgentOptions.hurried(this.server.port());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
