package com.lekiwi.heartbeat.agent.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.FleetServer;
import com.lekiwi.heartbeat.agent.fixture.Reply;
import com.lekiwi.heartbeat.agent.fixture.Request;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class GoodbyeIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	void theLastBeatSaysThatTheRobotStops() throws Exception {
		try (FleetServer server = new FleetServer(); AgentProcess agent = AgentOptions.hurried(server.port()).start()) {
			server.awaitMore(2);
			List<String> log = agent.stop();
			assertThat(server.last().body().path("status").stringValue()).isEqualTo("stopping");
			assertThat(server.taken()).filteredOn((beat) -> beat.body().has("status")).hasSize(1);
			assertThat(log).last().asString().endsWith(" stopped");
		}
	}

	@Test
	void withoutServerItEndsAllTheSameAndLeavesItsBeatsToTheNextRun() throws Exception {
		SpoolFile spool = new SpoolFile(this.directory);
		try (AgentProcess agent = AgentOptions.hurried(FleetServer.deadPort())
			.with("--state-dir", this.directory)
			.start()) {
			Awaitility.await().until(() -> spool.beats() > 3);
			List<String> log = agent.stop();
			long left = spool.beats();
			assertThat(log).anyMatch((line) -> line.contains(left + " late beats stay in the spool"))
				.last()
				.asString()
				.endsWith("stopped; the server was not told");
		}
	}

	@Test
	void aServerThatDoesNotAnswerDelaysTheEndByADeadlineOnly() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		try (FleetServer server = new FleetServer();
				AgentProcess agent = AgentOptions.hurried(server.port()).with("--timeout", 60).start()) {
			server.awaitMore(1);
			server.answer((request) -> hang(never, request));
			int asked = server.requests().size();
			server.await("a request that hangs", () -> server.requests().size() > asked);
			assertThat(agent.stop()).last().asString().endsWith("stopped; the server was not told");
			never.countDown();
		}
	}

	private static Reply hang(CountDownLatch latch, Request request) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Reply.all(request);
	}

}
