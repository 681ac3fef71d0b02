package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class FleetTests {

	private static final FleetSettings SETTINGS = new FleetSettings(List.of(50), Duration.ofSeconds(2),
			Duration.ofSeconds(1));

	@ParameterizedTest
	@ValueSource(ints = { 20, 50, 999, 10_000 })
	void everyRobotHasOnePart(int robots) {
		Fleet fleet = SETTINGS.fleet(robots);
		TreeSet<Integer> all = new TreeSet<>();
		int parts = 0;
		for (int[] part : List.of(fleet.steady(), fleet.falling(0), fleet.falling(1), fleet.falling(2),
				fleet.silentSite())) {
			IntStream.of(part).forEach(all::add);
			parts += part.length;
		}
		assertThat(parts).isEqualTo(robots);
		assertThat(all).hasSize(robots);
		assertThat(fleet.steady()).isNotEmpty();
		assertThat(fleet.falling(0)).isNotEmpty();
		assertThat(fleet.silentSite()).hasSize(robots / Fleet.SITES);
	}

	@Test
	void theSilentSiteIsOneAndTheOthersKeepMostOfTheirRobots() {
		Fleet fleet = SETTINGS.fleet(10_000);
		assertThat(IntStream.of(fleet.silentSite()).mapToObj(Fleet::site).distinct()).hasSize(1);
		assertThat(IntStream.of(fleet.falling(1)).mapToObj(Fleet::site)).doesNotContain(Fleet.site(Fleet.SITES - 1));
		assertThat(fleet.steady().length).isGreaterThan(10_000 / 2);
	}

	@Test
	void aBeatIsWholeAndItsNumberRisesByOne() {
		Fleet fleet = SETTINGS.fleet(50);
		int robot = fleet.steady()[0];
		JsonNode first = FleetJson.mapper().readTree(fleet.firstBeat(robot));
		assertThat(first.get("robot_id").asString()).isEqualTo(Fleet.id(robot));
		Heartbeat beat = FleetJson.mapper().treeToValue(withoutId(first), Heartbeat.class);
		assertThat(beat.seq()).isEqualTo(1);
		assertThat(beat.intervalS()).isEqualTo(fleet.intervalS());
		assertThat(beat.site()).isEqualTo(Fleet.site(robot));
		assertThat(FleetJson.mapper().readTree(fleet.nextBeat(robot)).get("seq").asLong()).isEqualTo(2);
		assertThat(RobotId.isValid(Fleet.id(robot))).isTrue();
	}

	@Test
	void whoIsToFallSilentHasALongLeaseUntilItsLastBeat() {
		Fleet fleet = SETTINGS.fleet(50);
		for (int robot : new int[] { fleet.falling(0)[0], fleet.falling(2)[0], fleet.silentSite()[0] }) {
			assertThat(interval(fleet.firstBeat(robot))).isEqualTo(Fleet.LONG_INTERVAL_S);
			assertThat(interval(fleet.lastBeat(robot))).isEqualTo(Fleet.SHORT_INTERVAL_S);
		}
	}

	@Test
	void aBatchFitsIntoOneRequest() {
		Fleet fleet = SETTINGS.fleet(100_000);
		assertThat(fleet.firstBeat(99_998).length() * Registration.BATCH).isLessThan(1 << 20);
	}

	@ParameterizedTest
	@CsvSource({ "50,5", "1000,5", "10000,10", "100000,60", "500000,295" })
	void largerFleetsBeatLessOften(int robots, int interval) {
		assertThat(FleetSettings.intervalS(robots)).isEqualTo(interval);
	}

	private static ObjectNode withoutId(JsonNode beat) {
		ObjectNode body = beat.asObject().deepCopy();
		body.remove("robot_id");
		return body;
	}

	private static int interval(String beat) {
		return FleetJson.mapper().readTree(beat).get("interval_s").asInt();
	}

}
