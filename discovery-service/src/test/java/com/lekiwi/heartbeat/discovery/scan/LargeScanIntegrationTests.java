package com.lekiwi.heartbeat.discovery.scan;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.Street;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(180)
class LargeScanIntegrationTests {

	private static final int ROBOTS = 1000;

	@Test
	void aThousandRobotsOfWhichAHundredSayNothingAreFoundAndTypedWithFewTransactions() {
		PostgresDatabase store = Discovery.database();
		JdbcTemplate database = Discovery.jdbc(store);
		try (Street street = new Street();
				Discovery discovery = Discovery.start(store, "networks.ports=" + street.port())) {
			for (int i = 0; i < ROBOTS; i++) {
				street.build("127.20." + (40 + i / 250) + "." + (1 + i % 250), neighbour(i));
			}
			JsonNode scan = discovery.api().finished(discovery.api().scan("{\"cidr\":\"127.20.40.0/22\"}"));
			assertThat(scan.get("found").intValue()).isEqualTo(900);
			assertThat(scan.at("/outcomes/silent").intValue()).isEqualTo(100);
			assertThat(database.queryForList("""
					SELECT result -> 'robot' ->> 'type' || ' ' || count(*)
					FROM discovery_results
					WHERE outcome = 'robot'
					GROUP BY result -> 'robot' ->> 'type'
					ORDER BY 1""", String.class)).containsExactly("lekiwi 450", "xle 450");
			assertThat(street.visits().values()).containsOnly(1);
			// Each is written at one time.
			assertThat(
					database.queryForObject("SELECT count(DISTINCT recorded_at) FROM discovery_results", Integer.class))
				.isLessThan(scan.get("total").intValue() / 4);
		}
	}

	private static Neighbour neighbour(int i) {
		if (i % 10 == 9) {
			return Neighbour.dead();
		}
		return ((i / 10 + i % 10) % 2 == 0) ? Neighbour.lekiwi("r-" + i) : Neighbour.xle("r-" + i);
	}

}
