package com.lekiwi.heartbeat.state.heartbeat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
@Timeout(60)
class FleetGrowthIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Test
	void thePlannerHearsOfRobotsThatHaveComeLongBeforeItWouldByItself() {
		String batch = IntStream.range(0, 500)
			.mapToObj("{\"robot_id\":\"grown-%03d\",\"boot_id\":\"b\",\"seq\":1}"::formatted)
			.collect(Collectors.joining(",", "[", "]"));
		try (Http http = new Http(this.port)) {
			assertThat(http.post("/api/v2/heartbeats", batch).statusCode()).isEqualTo(200);
		}
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.database
				.queryForObject("SELECT reltuples FROM pg_class WHERE relname = 'robot_liveness'", Long.class))
				.isGreaterThanOrEqualTo(500));
	}

}
