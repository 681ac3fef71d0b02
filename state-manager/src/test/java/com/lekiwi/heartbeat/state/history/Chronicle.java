package com.lekiwi.heartbeat.state.history;

import java.time.Instant;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.history.FleetThen;
import com.lekiwi.heartbeat.contract.history.RobotThen;
import com.lekiwi.heartbeat.contract.history.Uptime;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.state.Http;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Makes a past for robots, and reads it as users do. */
class Chronicle {

	private final Http http;

	private final JdbcTemplate database;

	Chronicle(Http http, JdbcTemplate database) {
		this.http = http;
		this.database = database;
	}

	/** A robot that sent its first beat at a time, and is alive for the next minutes. */
	void registered(String robot, String site, Instant at) {
		beat(robot, 1, "\"interval_s\":300,\"site\":\"" + site + "\"");
		this.database.update("UPDATE robots SET registered_at = ?::timestamptz WHERE id = ?", at.toString(), robot);
		this.database.update(
				"UPDATE robot_events SET occurred_at = ?::timestamptz WHERE subject = ? AND kind = 'registered'",
				at.toString(), robot);
	}

	void happened(String robot, String kind, Instant at, String details) {
		this.database.queryForList(
				"SELECT append_robot_events(ARRAY['robot'], ARRAY[?], ARRAY[?], ARRAY[?::timestamptz], ARRAY[?])",
				robot, kind, at.toString(), details);
	}

	void happened(String robot, String kind, Instant at) {
		happened(robot, kind, at, "{}");
	}

	void blind(Instant from, Instant to) {
		this.database.update("""
				INSERT INTO observer_blind_intervals (began_at, ended_at, cause)
				VALUES (?::timestamptz, ?::timestamptz, 'restarted')""", from.toString(), to.toString());
	}

	void beat(String robot, long seq, String field) {
		assertThat(this.http.beat(robot, "{\"boot_id\":\"b\",\"seq\":%d,%s}".formatted(seq, field)).statusCode())
			.isEqualTo(204);
	}

	/** The robot as it was; {@code null} when it was not in the fleet. */
	RobotThen then(String robot, Instant at) {
		String cursor = "";
		do {
			FleetThen page = read("/api/v2/fleet?limit=1000&at=" + at + cursor, FleetThen.class);
			assertThat(page.at()).isEqualTo(at);
			for (RobotThen one : page.robots()) {
				if (one.id().value().equals(robot)) {
					return one;
				}
			}
			cursor = (page.nextCursor() != null) ? "&cursor=" + page.nextCursor() : null;
		}
		while (cursor != null);
		return null;
	}

	Uptime uptimeOf(String robot, Instant from, Instant to) {
		return read("/api/v2/robots/" + robot + "/uptime?from=" + from + "&to=" + to, Uptime.class);
	}

	Uptime uptimeAt(String site, Instant from, Instant to) {
		return read("/api/v2/sites/" + site + "/uptime?from=" + from + "&to=" + to, Uptime.class);
	}

	EventPage events(String robot, String query) {
		return read("/api/v2/robots/" + robot + "/events?" + query, EventPage.class);
	}

	private <T> T read(String path, Class<T> type) {
		var answer = this.http.get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return FleetJson.mapper().readValue(answer.body(), type);
	}

}
