package com.lekiwi.heartbeat.agent.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.FleetServer;
import com.lekiwi.heartbeat.agent.fixture.Programs;
import com.lekiwi.heartbeat.agent.fixture.SentBeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A robot's computer often has no clock that runs while it is off. */
@Timeout(60)
class ClockIntegrationTests {

	private static final int HOUR = 3_600;

	@TempDir
	private Path directory;

	@Test
	void beatsGoOnWhenTheClockIsSetBackOrForward() throws Exception {
		try (FleetServer server = new FleetServer(); AgentProcess agent = start(server, 0)) {
			server.awaitMore(2);
			String boot = server.last().bootId();
			set(-2 * HOUR);
			agent.awaitLog("the clock was set by -7200 s");
			server.awaitMore(5);
			assertThat(server.last().sentAt()).isBefore(Instant.now().minusSeconds(HOUR));
			set(2 * HOUR);
			agent.awaitLog("the clock was set by +14400 s");
			server.awaitMore(5);
			assertThat(server.last().sentAt()).isAfter(Instant.now().plusSeconds(HOUR));
			server.awaitEveryNumber();
			assertThat(server.last().bootId()).isEqualTo(boot);
		}
	}

	@Test
	void lateBeatsAreDatedByTheClockThatIsRightNow() throws Exception {
		SpoolFile spool = new SpoolFile(this.directory);
		Instant start = Instant.now();
		try (FleetServer server = new FleetServer(); AgentProcess agent = start(server, -1_000 * HOUR)) {
			server.awaitMore(2);
			assertThat(server.last().sentAt()).isBefore(start.minus(Duration.ofHours(999)));
			server.goAway();
			agent.listenFromHere();
			int taken = server.taken().size();
			server.await("late beats by the wrong clock", () -> spool.beats() > 5);
			set(0);
			agent.awaitLog("the clock was set by +3600000 s");
			long before = spool.beats();
			server.await("late beats by the right clock", () -> spool.beats() > before + 5);
			server.comeBack();
			agent.awaitLog("all late beats are sent");
			List<SentBeat> late = server.taken().stream().skip(taken).filter(SentBeat::inBatch).toList();
			assertThat(late).hasSizeGreaterThan((int) before + 5)
				.extracting(SentBeat::sentAt)
				.isSorted()
				.allMatch((at) -> at.isAfter(start.minusSeconds(1)) && at.isBefore(Instant.now()));
		}
	}

	private AgentProcess start(FleetServer server, long ahead) throws Exception {
		set(ahead);
		return AgentOptions.hurried(server.port())
			.withProgram(Programs.PYTHON, Programs.script("stepped_clock.py"), Programs.AGENT.toString(),
					clock().toString())
			.with("--state-dir", this.directory)
			.start();
	}

	private Path clock() {
		return this.directory.resolve("clock");
	}

	/** In one step, as the agent may read it at any time. */
	private void set(long ahead) throws Exception {
		Path fresh = this.directory.resolve("clock.new");
		Files.writeString(fresh, Long.toString(ahead));
		Files.move(fresh, clock(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

}
