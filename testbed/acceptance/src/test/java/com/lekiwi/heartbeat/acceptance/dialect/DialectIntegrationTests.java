package com.lekiwi.heartbeat.acceptance.dialect;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.legacy.corpus.Corpus;
import com.lekiwi.heartbeat.legacy.corpus.CorpusPlayer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** The legacy's dialect on the real state-manager. */
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DialectIntegrationTests {

	/**
	 * As the edge's read time-out, doubled: a busy machine is not what is tested here.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static DialectServices services;

	private static HttpClient http;

	@BeforeAll
	static void start() throws IOException {
		services = DialectServices.start(DialectIntegrationTests.class);
		http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	}

	@AfterAll
	static void end() {
		http.close();
		services.close();
	}

	/** First: the corpus begins with nobody known. */
	@Test
	@Order(1)
	void everyRequestIsAnsweredAsTheLegacyAnsweredIt() throws Exception {
		try (CorpusPlayer player = new CorpusPlayer(services.dialect())) {
			assertThat(player.replay(Corpus.recorded())).isEmpty();
		}
	}

	@Test
	@Order(2)
	void aCopyOfABeatCountsOnce() throws Exception {
		for (int i = 0; i < 20; i++) {
			assertThat(beat("counted", "copy-1")).isEqualTo(200);
		}
		assertThat(beat("counted", "copy-2")).isEqualTo(200);
		assertThat(received("counted")).isEqualTo(2);
	}

	@Test
	@Order(3)
	void aFrozenStateManagerIsNoAcknowledgement() throws Exception {
		assertThat(beat("frozen-before", "before")).isEqualTo(200);
		services.stateManager().freeze();
		try {
			for (int i = 0; i < 20; i++) {
				assertThat(beat("frozen", "frozen-" + i)).isEqualTo(503);
			}
		}
		finally {
			services.stateManager().thaw();
		}
		patiently().until(() -> beat("frozen", "thawed") == 200);
	}

	@Test
	@Order(4)
	void whatWasAcknowledgedBeforeStateManagerIsKilledIsThere() throws Exception {
		List<String> acknowledged = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			if (i == 100) {
				services.stateManager().kill9();
			}
			int status = beat("killed-" + i, "killed-" + i);
			assertThat(status).isIn(200, 503);
			if (status == 200) {
				acknowledged.add("killed-" + i);
			}
		}
		assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100);
		for (String robot : acknowledged) {
			assertThat(received(robot)).as(robot).isEqualTo(1);
		}
		services.stateManager().start();
		patiently().until(() -> beat("killed-150", "again") == 200);
	}

	private static int beat(String robot, String id) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(services.dialect().resolve("/heartbeat"))
			.timeout(PATIENCE)
			.header("Content-Type", "application/json")
			.header("X-Request-Id", id)
			.POST(BodyPublishers.ofString("{\"robot_id\":\"" + robot + "\"}"))
			.build();
		return http.send(request, BodyHandlers.discarding()).statusCode();
	}

	private static int received(String robot) throws SQLException {
		try (Connection connection = services.database().connect();
				PreparedStatement statement = connection
					.prepareStatement("SELECT received_before + received FROM robot_liveness WHERE robot_id = ?")) {
			statement.setString(1, robot);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() ? rows.getInt(1) : 0;
			}
		}
	}

}
