package com.lekiwi.heartbeat.state.heartbeat;

import java.net.http.HttpResponse;
import java.util.List;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class RefusedBeatIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private JsonMapper json;

	@Test
	void aBeatThatTheStoreRefusesTakesNoneOfItsNeighboursAlong() {
		this.database.execute("""
				ALTER TABLE robot_liveness ADD CONSTRAINT poison CHECK (
				  robot_id NOT LIKE '%poison%' OR battery_percent IS DISTINCT FROM 66
				)""");
		StringBuilder body = new StringBuilder("[");
		for (int i = 0; i < 100; i++) {
			String id = (i % 40 == 7) ? "poison-" + i : "good-" + i;
			body.append(
					"{\"robot_id\":\"%s\",\"boot_id\":\"b\",\"seq\":1,\"battery\":{\"percent\":66}},".formatted(id));
		}
		body.setCharAt(body.length() - 1, ']');
		try (Http http = new Http(this.port)) {
			HttpResponse<String> batch = http.post("/api/v2/heartbeats", body.toString());
			assertThat(batch.statusCode()).isEqualTo(200);
			JsonNode answer = this.json.readTree(batch.body());
			assertThat(answer.at("/accepted").asInt()).isEqualTo(97);
			List<String> refused = answer.at("/items")
				.values()
				.stream()
				.filter(item -> item.at("/status").asString().equals("refused"))
				.map(item -> item.at("/robot_id").asString())
				.toList();
			assertThat(refused).containsExactly("poison-7", "poison-47", "poison-87");
			assertThat(this.database.queryForObject("SELECT count(*) FROM robot_liveness WHERE robot_id LIKE 'good-%'",
					Long.class))
				.isEqualTo(97);
			HttpResponse<String> one = http.beat("poison-1",
					"{\"boot_id\":\"b\",\"seq\":1,\"battery\":{\"percent\":66}}");
			assertThat(one.statusCode()).isEqualTo(422);
			assertThat(one.body()).contains("problem:refused").doesNotContain("poison", "constraint");
			assertThat(http.beat("poison-1", "{\"boot_id\":\"b\",\"seq\":2}").statusCode()).isEqualTo(204);
		}
	}

}
