package com.lekiwi.heartbeat.discovery.robot;

import java.time.Duration;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.FakeStateManager;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.Street;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Robots are found, and registered with a state-manager, or not. */
@Timeout(120)
class AdoptionIntegrationTests {

	private static final String ROBOTS = "/api/v2/discovery/robots";

	private static final String HERE = "127.20.12.1";

	private FakeStateManager stateManager;

	private Street street;

	private Discovery discovery;

	private Neighbour neighbour = Neighbour.lekiwi("kiwi-1");

	@BeforeEach
	void start() {
		this.stateManager = new FakeStateManager();
		this.street = new Street().build(HERE, client -> this.neighbour.serve(client));
		PostgresDatabase store = Discovery.database();
		this.discovery = Discovery.start(store, "networks.ports=" + this.street.port(),
				"state-manager-url=" + this.stateManager.url(), "adoption.interval=20ms", "adoption.first-retry=50ms",
				"adoption.timeout=200ms");
	}

	@AfterEach
	void stop() {
		this.discovery.close();
		this.street.close();
		this.stateManager.close();
	}

	@Test
	void aScanThatAdoptsRegistersWhatItFindsWithoutSayingThatItWasHeard() {
		scan(true);
		assertThat(adopted().get("adopted_at").stringValue()).isNotBlank();
		assertThat(this.stateManager.sightings()).singleElement()
			.satisfies(sighting -> assertThat(sighting.toString()).isEqualTo(
					"{\"robot_id\":\"kiwi-1\",\"name\":\"robot kiwi-1\",\"type\":\"lekiwi\",\"address\":\"127.20.12.1\"}"));
	}

	@Test
	void anotherScanThatAdoptsTellsNothingAnew() {
		scan(true);
		adopted();
		scan(true);
		scan(false);
		assertThat(robot().get("adoption").stringValue()).isEqualTo("adopted");
		assertThat(this.stateManager.sightings()).hasSize(1);
	}

	@Test
	void aRobotWhoseTypeIsNotProvenIsRegisteredWithoutOne() {
		this.neighbour = Neighbour.robot("kiwi-2", "\"type\":\"xle\",", "");
		scan(true);
		adopted();
		assertThat(this.stateManager.sightings()).singleElement()
			.satisfies(sighting -> assertThat(sighting.has("type")).isFalse());
		assertThat(robot().at("/robot/claimed_type").stringValue()).isEqualTo("xle");
		assertThat(robot().at("/robot/reasons")).isNotEmpty();
	}

	@Test
	void aScanThatDoesNotAdoptLeavesTheDecisionToAPerson() {
		scan(false);
		assertThat(robot().get("adoption").stringValue()).isEqualTo("found");
		assertThat(this.stateManager.sightings()).isEmpty();
		JsonNode taken = this.discovery.api()
			.json(this.discovery.api().post(ROBOTS + "/" + HERE + "/adopt", null), 202);
		assertThat(taken.get("adoption").stringValue()).isIn("pending", "adopted");
		adopted();
		this.discovery.api().json(this.discovery.api().post(ROBOTS + "/" + HERE + "/adopt", null), 202);
		assertThat(this.stateManager.sightings()).hasSize(1);
	}

	@Test
	void whileStateManagerIsAwayAnAdoptionIsPendingAndItGoesOnByItself() {
		this.stateManager.answerWith(503);
		scan(true);
		await().until(() -> robot().get("attempts").intValue() >= 2);
		assertThat(robot().get("adoption").stringValue()).isEqualTo("pending");
		assertThat(robot().get("adoption_detail").stringValue()).contains("does not answer");
		MeterRegistry meters = this.discovery.bean(MeterRegistry.class);
		await().until(() -> meters.get("discovery.adoptions.pending").gauge().value() == 1);
		this.stateManager.answerWith(200);
		adopted();
	}

	@Test
	void aRobotThatStateManagerRefusesIsShownWithTheReasonAndTheOthersAreTaken() {
		this.stateManager.refuse("kiwi-1");
		this.street.build("127.20.12.2", Neighbour.lekiwi("kiwi-2"));
		scan(true);
		await().until(() -> robot().get("adoption").stringValue().equals("refused"));
		assertThat(robot().get("adoption_detail").stringValue()).isEqualTo("/name: is too long");
		await().until(() -> robots().get(1).get("adoption").stringValue().equals("adopted"));
	}

	@Test
	void anIgnoredAddressIsFoundAndNotAdopted() {
		JsonNode ignored = this.discovery.api()
			.json(this.discovery.api().post(ROBOTS + "/" + HERE + "/ignore", "{\"reason\":\"the neighbour's\"}"), 200);
		assertThat(ignored.get("reason").stringValue()).isEqualTo("the neighbour's");
		scan(true);
		assertThat(robot().get("adoption").stringValue()).isEqualTo("ignored");
		assertThat(robot().get("ignored_reason").stringValue()).isEqualTo("the neighbour's");
		assertThat(this.discovery.api().post(ROBOTS + "/" + HERE + "/adopt", null).statusCode()).isEqualTo(409);
		assertThat(this.discovery.api().delete(ROBOTS + "/" + HERE + "/ignore").statusCode()).isEqualTo(204);
		assertThat(robot().get("adoption").stringValue()).isEqualTo("found");
		assertThat(this.stateManager.sightings()).isEmpty();
		scan(true);
		adopted();
	}

	@Test
	void whoIsIgnoredWhileItsAdoptionIsPendingIsLeftAlone() {
		this.stateManager.answerWith(503);
		scan(true);
		this.discovery.api().json(this.discovery.api().post(ROBOTS + "/" + HERE + "/ignore", null), 200);
		this.stateManager.answerWith(200);
		this.street.build("127.20.12.2", Neighbour.lekiwi("kiwi-2"));
		scan(true);
		await().until(() -> robots().get(1).get("adoption").stringValue().equals("adopted"));
		assertThat(robot().get("adoption").stringValue()).isEqualTo("ignored");
		assertThat(this.stateManager.sightings("kiwi-1")).isEmpty();
	}

	@Test
	void anotherRobotAtTheSameAddressIsAnotherFind() {
		scan(true);
		adopted();
		this.neighbour = Neighbour.xle("xle-9");
		scan(false);
		assertThat(robot().get("adoption").stringValue()).isEqualTo("found");
		assertThat(robot().at("/robot/id").stringValue()).isEqualTo("xle-9");
		assertThat(robot().has("adopted_at")).isFalse();
	}

	@Test
	void findsArePagedInTheOrderOfTheirAddresses() {
		IntStream.of(10, 9, 2, 3).forEach(i -> this.street.build("127.20.12." + i, Neighbour.lekiwi("kiwi-" + i)));
		scan(false);
		JsonNode first = this.discovery.api().read(ROBOTS + "?limit=3");
		assertThat(first.get("robots")).extracting(robot -> robot.get("address").stringValue())
			.containsExactly(HERE, "127.20.12.2", "127.20.12.3");
		JsonNode rest = this.discovery.api().read(ROBOTS + "?limit=3&cursor=" + first.get("next_cursor").stringValue());
		assertThat(rest.get("robots")).extracting(robot -> robot.get("address").stringValue())
			.containsExactly("127.20.12.9", "127.20.12.10");
		assertThat(rest.has("next_cursor")).isFalse();
	}

	@Test
	void whatMakesNoSenseIsRefused() {
		assertThat(this.discovery.api().post(ROBOTS + "/127.1/adopt", null).statusCode()).isEqualTo(400);
		assertThat(this.discovery.api().post(ROBOTS + "/127.20.12.99/adopt", null).statusCode()).isEqualTo(404);
		assertThat(this.discovery.api().post(ROBOTS + "/10.0.0.1/ignore", null).statusCode()).isEqualTo(403);
		assertThat(this.discovery.api().post(ROBOTS + "/" + HERE + "/ignore", "{\"reason\":7}").statusCode())
			.isEqualTo(400);
		assertThat(this.discovery.api().post(ROBOTS + "/" + HERE + "/ignore", "{").statusCode()).isEqualTo(400);
		assertThat(this.discovery.api().post(ROBOTS + "/" + HERE + "/ignore", " ".repeat(5000)).statusCode())
			.isEqualTo(413);
		assertThat(this.discovery.api().delete(ROBOTS + "/x/ignore").statusCode()).isEqualTo(400);
		assertThat(this.discovery.api().get(ROBOTS + "?cursor=x").statusCode()).isEqualTo(400);
		assertThat(this.discovery.api().get(ROBOTS + "?limit=0").statusCode()).isEqualTo(400);
	}

	private void scan(boolean adopt) {
		this.discovery.api()
			.finished(this.discovery.api().scan("{\"cidr\":\"127.20.12.0/28\",\"adopt\":" + adopt + "}"));
	}

	private JsonNode adopted() {
		await().until(() -> robot().get("adoption").stringValue().equals("adopted"));
		return robot();
	}

	private JsonNode robot() {
		return robots().get(0);
	}

	private JsonNode robots() {
		return this.discovery.api().read(ROBOTS).get("robots");
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

}
