package com.lekiwi.heartbeat.state.event;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

import javax.sql.DataSource;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StateManagerTest
class EventRetentionIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private DataSource connections;

	/**
	 * The service keeps partitions when it starts, and would drop the old ones of a test.
	 */
	@BeforeEach
	void awaitTheKeeper() {
		Awaitility.await()
			.until(() -> this.database.queryForObject(
					"SELECT to_regclass('robot_events_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')) IS NOT NULL",
					Boolean.class));
	}

	@Test
	void aCursorFromBeforeTheRetentionIsToldSoAndHowToStartAgain() {
		LocalDate day = LocalDate.of(2020, 2, 27);
		this.database.update("DELETE FROM robot_event_days");
		keep(day, 30);
		long first = append("2020-02-27T10:00Z");
		long second = append("2020-02-27T11:00Z");
		long third = append("2020-02-28T10:00Z");
		try (Http http = new Http(this.port)) {
			assertThat(idsAfter(http, first)).startsWith(second, third);
			keep(day.plusDays(31), 30);
			assertThat(this.database.queryForMap("SELECT dropped_up_to, kept_since::text FROM robot_event_retention"))
				.containsEntry("dropped_up_to", second);
			HttpResponse<String> gone = http.get("/api/v2/events?since=" + first);
			assertThat(gone.statusCode()).isEqualTo(410);
			assertThat(gone.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			JsonNode problem = FleetJson.mapper().readTree(gone.body());
			assertThat(problem.at("/type").asString()).endsWith("problem:cursor-too-old");
			assertThat(problem.at("/oldest_cursor").asString()).isEqualTo(Long.toString(second));
			assertThat(idsAfter(http, second)).startsWith(third);
			assertThat(ids(http, "/api/v2/events")).startsWith(third);
			keep(day.plusDays(60), 1);
			assertThat(http.get("/api/v2/events?since=" + second).statusCode()).isEqualTo(410);
			assertThat(http.get("/api/v2/events?since=" + third).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void aReaderThatTakesLongDoesNotHoldTheWritersUpBehindTheDrop() throws Exception {
		LocalDate day = LocalDate.of(2019, 2, 27);
		keep(day, 400);
		try (Connection reader = this.connections.getConnection(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.execute("LOCK TABLE robot_events IN ACCESS SHARE MODE");
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> keep(day.plusDays(31), 30))
				.withMessageContaining("lock timeout");
			reader.rollback();
		}
		keep(day.plusDays(31), 30);
	}

	@Test
	void whereTheClockIsSetBackTheLogGoesOnAndNothingIsSkipped() {
		try (Http http = new Http(this.port)) {
			this.database.update("UPDATE robot_event_head SET recorded_at = now() - interval '2 days'");
			http.beat("clock-1", "{\"boot_id\":\"b\",\"seq\":1}");
			long first = newest();
			this.database.update("UPDATE robot_event_head SET recorded_at = now() + interval '2 days'");
			http.beat("clock-2", "{\"boot_id\":\"b\",\"seq\":1}");
			http.beat("clock-3", "{\"boot_id\":\"b\",\"seq\":1}");
			assertThat(this.database.queryForObject("SELECT count(*) FROM robot_event_days WHERE first_id = ?",
					Long.class, first))
				.isOne();
			assertThat(this.database.queryForObject(
					"SELECT bool_and(recorded_at > now() + interval '1 day') FROM robot_events WHERE id > ?",
					Boolean.class, first))
				.isTrue();
			assertThat(idsAfter(http, first)).hasSize(2).endsWith(newest());
			assertThat(idsAfter(http, first - 1)).hasSize(3).startsWith(first);
			this.database.update("UPDATE robot_event_head SET recorded_at = now()");
		}
	}

	private long newest() {
		Long id = this.database.queryForObject("SELECT max(id) FROM robot_events", Long.class);
		assertThat(id).isNotNull();
		return id;
	}

	private void keep(LocalDate today, int days) {
		this.database.queryForMap("SELECT * FROM keep_daily_partitions('robot_events', ?, 3, ?)", today, days);
	}

	/** As append_robot_events would have done on that day. */
	private long append(String recordedAt) {
		Long id = this.database.queryForObject("""
				INSERT INTO robot_events (id, subject_kind, subject, kind, occurred_at, recorded_at)
				VALUES (nextval('robot_event_ids'), 'robot', 'old', 'online', ?::timestamptz, ?::timestamptz)
				RETURNING id""", Long.class, recordedAt, recordedAt);
		assertThat(id).isNotNull();
		this.database.update("UPDATE robot_event_head SET highest_id = ?", id);
		return id;
	}

	private static List<Long> idsAfter(Http http, long cursor) {
		return ids(http, "/api/v2/events?since=" + cursor);
	}

	private static List<Long> ids(Http http, String path) {
		return FleetJson.mapper()
			.readValue(http.get(path).body(), EventPage.class)
			.events()
			.stream()
			.map(FleetEvent::id)
			.toList();
	}

}
