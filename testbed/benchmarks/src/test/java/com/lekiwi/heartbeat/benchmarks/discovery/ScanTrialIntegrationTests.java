package com.lekiwi.heartbeat.benchmarks.discovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourMix;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class ScanTrialIntegrationTests {

	/** It is not started: its truth is all that is asked for. */
	private final Neighbourhood neighbourhood = new Neighbourhood(
			new NeighbourSettings(10, 1, NeighbourMix.of("xle=9,dead=1")), 1, 8090);

	@Test
	void everyAddressHasAResultAndEveryRobotIsTimed() throws IOException {
		ScanTrial.Found found = scan(results());
		assertThat(found.findings()).hasSize(10);
		assertThat(found.findings()).filteredOn(Finding::isRobot).hasSize(9).allMatch(it -> "xle".equals(it.type()));
		assertThat(found.robotsSeconds()).isPositive().isLessThanOrEqualTo(found.allSeconds());
	}

	@Test
	void aMissingRobotIsNoResult() {
		List<String> results = results();
		results.replaceAll(
				result -> result.contains(robots().getLast().address()) ? other(robots().getLast(), "silent") : result);
		unsound(results, "found 8 of 9 robots");
	}

	@Test
	void anAddressWithoutAResultIsNoResult() {
		List<String> results = results();
		results.removeIf(result -> result.contains("silent"));
		unsound(results, "results of 9 of 10 addresses");
	}

	@Test
	void twoResultsOfAnAddressAreNoResult() {
		List<String> results = results();
		results.add(1, results.getFirst());
		unsound(results, "two results of one address");
	}

	@Test
	void aRobotWithTheIdOfAnotherIsNoResult() {
		List<String> results = results();
		results.replaceAll(result -> result.replace(String.valueOf(robots().getFirst().id()), "somebody"));
		unsound(results, "another robot is there");
	}

	@Test
	void anAddressThatNobodyAskedForIsNoResult() {
		List<String> results = results();
		results.replaceAll(result -> result.replace(robots().getFirst().address(), "127.20.1.1"));
		unsound(results, "an address that was not asked for");
	}

	private void unsound(List<String> results, String message) {
		assertThatExceptionOfType(BenchmarkException.class).isThrownBy(() -> scan(results))
			.withMessageContaining(message);
	}

	private ScanTrial.Found scan(List<String> results) throws IOException {
		try (FakeDiscovery discovery = new FakeDiscovery(results);
				DiscoveryClient client = new DiscoveryClient(discovery.port())) {
			return ScanTrial.measure(client, this.neighbourhood);
		}
	}

	private List<NeighbourTruth> robots() {
		return this.neighbourhood.truth().neighbours().stream().filter(NeighbourTruth::robot).toList();
	}

	private List<String> results() {
		List<String> results = new ArrayList<>();
		for (NeighbourTruth truth : this.neighbourhood.truth().neighbours()) {
			results.add(truth.robot() ? "{\"address\":\"" + truth.address()
					+ "\",\"outcome\":\"robot\",\"robot\":{\"id\":\"" + truth.id() + "\",\"type\":\"xle\"}}"
					: other(truth, "silent"));
		}
		return results;
	}

	private static String other(NeighbourTruth truth, String outcome) {
		return "{\"address\":\"" + truth.address() + "\",\"outcome\":\"" + outcome + "\"}";
	}

}
