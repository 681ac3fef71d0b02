package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Traffic moves under load, and no robot is lost on the way. */
@Timeout(120)
class SplitReloadIntegrationTests {

	private static final int ROBOTS = 8;

	private static final int RELOADS = 30;

	private static final Duration BETWEEN_RELOADS = Duration.ofMillis(100);

	private Duration betweenBeats = Duration.ofMillis(2);

	@TempDir
	private Path directory;

	private SplitEdge edge;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final AtomicInteger beats = new AtomicInteger();

	private final List<Exception> failures = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
	}

	@BeforeEach
	void start() throws Exception {
		this.edge = new SplitEdge(this.directory);
	}

	@AfterEach
	void stop() throws Exception {
		this.edge.close();
	}

	@Test
	void reloadsInARowFailNoBeatThatIsSentOnceMore() throws Exception {
		underLoad(() -> reload(RELOADS, BETWEEN_RELOADS));
		assertThat(this.failures).isEmpty();
		assertThat(this.beats.get()).isGreaterThan(RELOADS);
	}

	@Test
	void aReloadASecondForAMinuteFailsNoBeatThatIsSentOnceMore() throws Exception {
		this.betweenBeats = Duration.ofMillis(20);
		underLoad(() -> reload(60, Duration.ofSeconds(1)));
		assertThat(this.failures).isEmpty();
		assertThat(this.beats.get()).isGreaterThan(60 * ROBOTS);
	}

	private void reload(int times, Duration between) throws Exception {
		for (int i = 0; i < times; i++) {
			this.edge.reload();
			LockSupport.parkNanos(between.toNanos());
		}
	}

	@Test
	void everyStepAndEveryWayBackFailsNoBeat() throws Exception {
		underLoad(() -> {
			for (int percent : new int[] { 10, 25, 50, 100 }) {
				this.edge.split(percent);
			}
			this.edge.run("universal_rollback.sh", "full_100", "test").succeeded();
			this.edge.run("rollback_canary.sh", "emergency").succeeded();
			// After the script has returned, what was under way ends, one beat a robot at
			// most, and nothing new reaches the side that was left.
			int asked = inEarnest();
			awaitBeats();
			int ended = inEarnest();
			assertThat(ended - asked).isLessThanOrEqualTo(ROBOTS);
			awaitBeats();
			assertThat(inEarnest()).isEqualTo(ended);
		});
		assertThat(this.failures).isEmpty();
	}

	/** Until every robot has been answered some times more. */
	private void awaitBeats() {
		int enough = this.beats.get() + 20 * ROBOTS;
		while (this.beats.get() < enough && this.failures.isEmpty()) {
			LockSupport.parkNanos(this.betweenBeats.toNanos());
		}
	}

	/** How many beats the new side was asked for, the copies left out. */
	private int inEarnest() {
		return (int) this.edge.adapter()
			.requests()
			.stream()
			.filter((request) -> request.line().startsWith("POST")
					&& !request.headers().containsKey("x-shadow-request"))
			.count();
	}

	private interface Work {

		void run() throws Exception;

	}

	private void underLoad(Work work) throws Exception {
		List<Thread> robots = new ArrayList<>();
		for (int i = 0; i < ROBOTS; i++) {
			String robot = "kiwi-" + i;
			robots.add(Thread.ofVirtual().name(robot).start(() -> beat(robot)));
		}
		try {
			work.run();
		}
		finally {
			this.stopped.set(true);
			for (Thread robot : robots) {
				robot.join();
			}
		}
	}

	/** As a robot does: on a kept connection, with one retry on a fresh one. */
	private void beat(String robot) {
		KeptConnection connection = null;
		try {
			connection = this.edge.connect();
			while (!this.stopped.get()) {
				KeptConnection.Answer answer;
				try {
					answer = connection.exchange(KeptConnection.beat(robot, "{}"));
				}
				catch (IOException ex) {
					connection.close();
					connection = this.edge.connect();
					answer = connection.exchange(KeptConnection.beat(robot, "{}"));
				}
				if (answer.status() != 200) {
					throw new IOException("answered with " + answer);
				}
				this.beats.incrementAndGet();
				LockSupport.parkNanos(this.betweenBeats.toNanos());
			}
			connection.close();
		}
		catch (IOException ex) {
			this.failures.add(ex);
		}
	}

}
