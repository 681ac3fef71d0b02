package com.lekiwi.heartbeat.state.observer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.state.BeatingRobots;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.state.StateManagerApplication;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A replica in a process of its own, which is stopped with a signal and goes on later.
 */
@Timeout(240)
class StoppedProcessIntegrationTests {

	private static final int ROBOTS = 20;

	@TempDir
	private Path folder;

	private PostgresDatabase store;

	private JdbcTemplate database;

	private Process process;

	private Http http;

	private final AtomicReference<Http> server = new AtomicReference<>();

	private BeatingRobots robots;

	@BeforeEach
	void start() throws IOException {
		this.store = SharedStores.freshDatabase(getClass());
		this.database = new JdbcTemplate(
				new DriverManagerDataSource(this.store.url(), this.store.user(), this.store.password()));
		int port = freePort();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
						System.getProperty("java.class.path"), StateManagerApplication.class.getName()));
		command.addAll(Replica.arguments(this.store, 11, "server.port=" + port));
		File log = this.folder.resolve("replica.log").toFile();
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
		this.http = new Http(port);
		this.robots = new BeatingRobots(this.server::get);
		await().until(() -> this.http.get("/api/v2/robots").statusCode() == 200);
		this.server.set(this.http);
		this.robots.start("lab", ROBOTS);
		await().until(() -> alive() == ROBOTS);
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
		this.robots.close();
		this.http.close();
	}

	@Test
	void aPauseOfTheOnlyProcessIsABlindTimeAndNoFalseOffline() {
		signal("STOP");
		await().until(() -> leasesOver() == ROBOTS);
		signal("CONT");
		await().until(() -> blind().equals(List.of("paused")));
		await().until(() -> leasesOver() == 0);
		assertThat(offlines()).isEmpty();
	}

	@Test
	void aPauseOfOneOfTwoProcessesIsNoBlindTime() {
		try (Replica other = Replica.start(this.store, 11)) {
			this.server.set(other.http());
			signal("STOP");
			this.robots.start("hall", ROBOTS);
			await().until(() -> alive() == 2 * ROBOTS);
			this.robots.silence("hall");
			await().until(() -> offlines().size() == ROBOTS);
			signal("CONT");
			await().until(() -> this.http.get("/api/v2/robots/hall-1").body().contains("\"status\":\"offline\""));
			assertThat(offlines()).doesNotHaveDuplicates().allMatch(robot -> robot.startsWith("hall"));
			assertThat(blind()).isEmpty();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void signal(String name) {
		try {
			int status = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).inheritIO()
				.start()
				.waitFor();
			assertThat(status).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions();
	}

	private int alive() {
		return this.database.queryForObject("SELECT count(*) FROM robot_liveness WHERE alive", Integer.class);
	}

	private int leasesOver() {
		return this.database.queryForObject("SELECT count(*) FROM robot_liveness WHERE lease_until < fleet_time()",
				Integer.class);
	}

	private List<String> offlines() {
		return this.database.queryForList("SELECT subject FROM robot_events WHERE kind = 'offline'", String.class);
	}

	private List<String> blind() {
		return this.database.queryForList("SELECT cause FROM observer_blind_intervals", String.class);
	}

}
