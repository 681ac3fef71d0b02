package com.lekiwi.heartbeat.state.sample;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.sample.SamplePoint;
import com.lekiwi.heartbeat.contract.sample.SampleSeries;
import com.lekiwi.heartbeat.contract.sample.Spread;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class SampleSeriesIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private SampleAccumulator running;

	private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(6));

	private Http http;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void minutesAreJoinedByTheirWeightAndGapsStayGaps() {
		known("joined");
		minute("joined", 0, 10, 20, 30, 1);
		minute("joined", 1, 50, 60, 70, 3);
		minute("joined", 20, 80, 80, 80, 2);
		this.database.update("INSERT INTO robot_samples (robot_id, minute) VALUES ('joined', ?)",
				this.hour.plus(Duration.ofMinutes(30)).atOffset(ZoneOffset.UTC));
		SampleSeries series = series("joined", "&step=5m");
		assertThat(series.stepS()).isEqualTo(300);
		assertThat(series.points()).extracting(SamplePoint::at)
			.containsExactly(this.hour, this.hour.plus(Duration.ofMinutes(20)));
		SamplePoint first = series.points().getFirst();
		assertThat(first.resources()).isNull();
		assertThat(first.battery().voltage()).isNull();
		assertThat(first.battery().percent()).isEqualTo(new Spread(10, 50, 70, 4));
		assertThat(series("joined", "&step=1m").points()).hasSize(3);
		assertThat(series("joined", "&step=1h").points()).singleElement()
			.satisfies(point -> assertThat(point.battery().percent()).isEqualTo(new Spread(10, 60, 80, 6)));
	}

	@Test
	void aMinuteBelongsToTheRangeInWhichItBegins() {
		known("cut");
		for (int minute = 0; minute < 10; minute++) {
			minute("cut", minute, minute, minute, minute, 1);
		}
		SampleSeries series = read("/api/v2/robots/cut/samples?step=5m&from=" + this.hour.plusSeconds(180) + "&to="
				+ this.hour.plusSeconds(480));
		assertThat(series.points()).extracting(point -> point.battery().percent())
			.containsExactly(new Spread(3, 3.5f, 4, 2), new Spread(5, 6, 7, 3));
	}

	@Test
	void theRunningMinuteIsNotWaitedForAndTheAnswerSaysSo() {
		this.http.beat("live", "{\"boot_id\":\"b\",\"seq\":1,\"battery\":{\"percent\":50}}");
		SampleSeries before = read("/api/v2/robots/live/samples");
		assertThat(before.completeUntil()).isBefore(before.asOf())
			.isEqualTo(before.completeUntil().truncatedTo(ChronoUnit.MINUTES));
		this.running.stop();
		this.running.start();
		assertThat(read("/api/v2/robots/live/samples?step=1m").points()).singleElement().satisfies(point -> {
			assertThat(point.at()).isAfterOrEqualTo(before.completeUntil());
			assertThat(point.battery().percent().mean()).isEqualTo(50);
		});
	}

	@Test
	void aRetiredRobotHasItsSamplesAndAnUnknownOneIsNotFound() {
		known("retired");
		minute("retired", 0, 1, 2, 3, 1);
		assertThat(this.http.ask("DELETE", "/api/v2/robots/retired").statusCode()).isEqualTo(204);
		assertThat(series("retired", "").points()).hasSize(1);
		HttpResponse<String> unknown = this.http.get("/api/v2/robots/nobody/samples");
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(unknown.body()).contains("problem:unknown-robot");
	}

	@Test
	void whatIsWrongIsNamedAtOnce() {
		HttpResponse<String> wrong = this.http
			.get("/api/v2/robots/-x/samples?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z&step=7s&limit=1");
		assertThat(wrong.statusCode()).isEqualTo(400);
		assertThat(wrong.body()).contains("\"id\"", "\"from\"", "\"step\"", "\"limit\"");
		HttpResponse<String> gone = this.http.get("/api/v2/robots/x/samples?from=2020-01-01T00:00:00Z");
		assertThat(gone.statusCode()).isEqualTo(410);
		assertThat(gone.body()).contains("problem:time-too-old", "kept_since");
	}

	@Test
	void whileTheStoreIsAwayThereIsNoAnswer() {
		known("away");
		PostgresStore postgres = SharedStores.postgres();
		postgres.kill();
		try {
			HttpResponse<String> answer = this.http.get("/api/v2/robots/away/samples");
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[1-4]");
		}
		finally {
			postgres.start();
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.until(() -> this.http.get("/api/v2/robots/away/samples").statusCode() == 200);
	}

	private void known(String robot) {
		assertThat(this.http.beat(robot, "{\"boot_id\":\"b\",\"seq\":1}").statusCode()).isEqualTo(204);
	}

	private void minute(String robot, int minute, float min, float mean, float max, int n) {
		this.database.update("""
				INSERT INTO robot_samples (robot_id, minute, battery_percent_min, battery_percent_mean,
				  battery_percent_max, battery_percent_n)
				VALUES (?, ?, ?, ?, ?, ?)""", robot,
				this.hour.plus(Duration.ofMinutes(minute)).atOffset(ZoneOffset.UTC), min, mean, max, n);
	}

	private SampleSeries series(String robot, String parameters) {
		return read("/api/v2/robots/" + robot + "/samples?from=" + this.hour + "&to=" + this.hour.plusSeconds(3600)
				+ parameters);
	}

	private SampleSeries read(String path) {
		HttpResponse<String> answer = this.http.get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return FleetJson.mapper().readValue(answer.body(), SampleSeries.class);
	}

}
