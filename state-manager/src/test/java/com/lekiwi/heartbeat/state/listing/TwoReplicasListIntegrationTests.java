package com.lekiwi.heartbeat.state.listing;

import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class TwoReplicasListIntegrationTests {

	@Test
	void bothAnswerTheSameAndACursorOfOneIsGoodForTheOther() {
		PostgresDatabase database = SharedStores.freshDatabase(getClass());
		try (Replica first = Replica.start(database, 14); Replica second = Replica.start(database, 14)) {
			Http one = first.http();
			Http other = second.http();
			for (int i = 0; i < 20; i++) {
				((i % 2 == 0) ? one : other).beat("both-%02d".formatted(i),
						"{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300,\"site\":\"s%d\"}".formatted(i % 3));
			}
			one.send("PATCH", "/api/v2/robots/both-07", "application/json", "{\"name\":\"zz\",\"tags\":[\"t\"]}");
			String cursor = Listed.page(one, "limit=6&sort=-name&site=s1,s2").nextCursor();
			for (String query : List.of("/api/v2/robots?count=true&site=s0,s1", "/api/v2/robots?tag=t",
					"/api/v2/robots?q=zz", "/api/v2/robots?limit=6&sort=-name&site=s1,s2&cursor=" + cursor,
					"/api/v2/robots/export?format=ndjson", "/api/v2/fleet/summary?site=s0")) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(5))
					.untilAsserted(() -> assertThat(answer(other, query)).as(query)
						.isEqualTo(answer(one, query))
						.containsAnyOf("both-", "\"robots\":7"));
			}
		}
	}

	/** Without the time of the answer. */
	private static String answer(Http http, String path) {
		return http.get(path).body().replaceAll("\"as_of\":\"[^\"]*\",?", "");
	}

}
