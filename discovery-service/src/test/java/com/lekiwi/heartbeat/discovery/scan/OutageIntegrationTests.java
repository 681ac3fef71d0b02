package com.lekiwi.heartbeat.discovery.scan;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.Street;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.PostgresSettings;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.Stores;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A PostgreSQL of one's own, that goes away in the middle. */
@Timeout(180)
class OutageIntegrationTests {

	private static final String SCANS = "/api/v2/discovery/scans";

	private static final int PARALLELISM = 16;

	@Test
	void whileTheDatabaseIsAwayNothingIsAskedThatCannotBeRecordedAndItGoesOnByItself() {
		CountDownLatch latch = new CountDownLatch(1);
		try (PostgresStore store = Stores.of(System.getenv()).postgres(PostgresSettings.temporary());
				Street street = new Street()) {
			IntStream.rangeClosed(1, 100)
				.forEach(i -> street.build("127.20.15." + i, Neighbour.when(latch, Neighbour.lekiwi("kiwi-" + i))));
			PostgresDatabase database = store.database();
			Flyway.configure().dataSource(database.url(), database.user(), database.password()).load().migrate();
			try (Discovery discovery = Discovery.start(database, "networks.ports=" + street.port(),
					"scans.share-size=8", "probe.parallelism=" + PARALLELISM, "probe.deadline=8s")) {
				long scan = discovery.api().scan("{\"cidr\":\"127.20.15.0/24\"}");
				Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> street.allVisits() == PARALLELISM);
				store.stop();
				latch.countDown();
				Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> street.guests() == 0);
				HttpResponse<String> answer = discovery.api().post(SCANS, "{\"cidr\":\"127.20.15.0/24\"}");
				assertThat(answer.statusCode()).isEqualTo(503);
				assertThat(answer.headers().firstValue("Retry-After")).isPresent();
				assertThat(discovery.api().get(SCANS + "/" + scan).statusCode()).isEqualTo(503);
				assertThat(discovery.api().get("/api/v2/discover/127.20.15.1").statusCode()).isEqualTo(200);
				assertThat(street.allVisits()).isEqualTo(PARALLELISM + 1);
				store.start();
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.until(() -> discovery.api().get(SCANS + "/" + scan).statusCode() == 200);
				assertThat(discovery.api().finished(scan).get("found").intValue()).isEqualTo(100);
				Map<String, Integer> visits = street.visits();
				visits.remove("127.20.15.1");
				assertThat(visits.values()).containsOnly(1);
			}
		}
	}

	@Test
	void aDatabaseThatIsNotUpToDateYetIsAsGoodAsAway() {
		try (PostgresStore store = Stores.of(System.getenv()).postgres(PostgresSettings.temporary());
				Discovery discovery = Discovery.start(store.database())) {
			assertThat(discovery.api().get(SCANS).statusCode()).isEqualTo(503);
			Flyway.configure()
				.dataSource(store.database().url(), store.database().user(), store.database().password())
				.load()
				.migrate();
			assertThat(discovery.api().get(SCANS).statusCode()).isEqualTo(200);
		}
	}

}
