package com.lekiwi.heartbeat.discovery.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.StreetTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** Several replicas with the same schedule. */
@Timeout(120)
class ScheduleIntegrationTests extends StreetTest {

	private final List<Discovery> replicas = new ArrayList<>();

	@AfterEach
	void stop() {
		this.replicas.forEach(Discovery::close);
	}

	@Test
	void ofThreeReplicasOneBeginsAScanThatIsDueAndMissedOnesAreNotMadeUpFor() {
		this.street.build("127.20.13.1", Neighbour.lekiwi("kiwi-1"));
		startReplicas(3, "1h");
		awaitFinished(1);
		assertThat(this.database.queryForMap("SELECT kind, schedule, cidr, adopt, requested_by FROM discovery_scans"))
			.containsEntry("kind", "scheduled")
			.containsEntry("schedule", "lab")
			.containsEntry("cidr", "127.20.13.0/30")
			.containsEntry("adopt", true)
			.containsEntry("requested_by", "schedule");
		this.database.update("UPDATE discovery_schedules SET started_at = started_at - interval '10 hours'");
		awaitFinished(2);
		assertThat(this.database.queryForObject(
				"SELECT started_at > fleet_time() - interval '1 hour' FROM discovery_schedules", Boolean.class))
			.isTrue();
		assertThat(this.street.visits("127.20.13.1")).isEqualTo(2);
	}

	@Test
	void aScanDoesNotBeginWhileItsLastOneStillRuns() {
		CountDownLatch latch = new CountDownLatch(1);
		this.street.build("127.20.13.1", Neighbour.when(latch, Neighbour.lekiwi("kiwi-1")));
		startReplicas(2, "1s");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.street.allVisits() == 1);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.database.queryForObject(
					"SELECT started_at < fleet_time() - interval '3 seconds' FROM discovery_schedules", Boolean.class));
		assertThat(scans()).isEqualTo(1);
		latch.countDown();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> scans() >= 2);
		assertThat(this.database.queryForObject("""
				SELECT count(*)
				FROM discovery_scans a
				JOIN discovery_scans b ON b.id > a.id
				WHERE b.requested_at < a.finished_at""", Integer.class)).isZero();
	}

	@Test
	void aScheduleOutsideTheNetworksFailsTheStart() {
		assertThatException()
			.isThrownBy(() -> Discovery.start(this.store, "schedules[0].name=lab", "schedules[0].cidr=10.0.0.0/24",
					"schedules[0].every=1h"))
			.havingRootCause()
			.withMessageContaining("10.0.0.0/24 is in none of the configured networks");
	}

	private void startReplicas(int count, String every) {
		for (int i = 0; i < count; i++) {
			this.replicas.add(Discovery.start(this.store, "networks.ports=" + this.street.port(), "probe.deadline=8s",
					"schedules[0].name=lab", "schedules[0].cidr=127.20.13.0/30", "schedules[0].every=" + every,
					"schedules[0].adopt=true", "state-manager-url=http://127.0.0.1:1"));
		}
	}

	private void awaitFinished(int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.database.queryForObject("SELECT count(*) FROM discovery_scans WHERE state = 'finished'",
					Integer.class) == count);
		assertThat(scans()).isEqualTo(count);
	}

	private int scans() {
		return this.database.queryForObject("SELECT count(*) FROM discovery_scans", Integer.class);
	}

}
