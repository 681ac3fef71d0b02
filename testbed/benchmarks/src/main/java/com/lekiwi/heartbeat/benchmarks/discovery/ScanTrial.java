package com.lekiwi.heartbeat.benchmarks.discovery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourhoodTruth;
import tools.jackson.databind.JsonNode;

/** One scan of a neighbourhood, read while it runs. */
final class ScanTrial {

	private static final double NANOS_PER_S = 1e9;

	private static final Duration DEADLINE = Duration.ofMinutes(2);

	/** Between two looks at what is new. */
	private static final Duration PAUSE = Duration.ofMillis(20);

	private static final Set<String> OVER = Set.of("finished", "cancelled");

	private final DiscoveryClient client;

	private final Map<String, Finding> findings = new LinkedHashMap<>();

	private String cursor = "";

	private ScanTrial(DiscoveryClient client) {
		this.client = client;
	}

	/**
	 * What was found.
	 *
	 * @param robotsSeconds from the request until every living robot could be read
	 * @param allSeconds until the scan was finished
	 * @param findings one an address
	 * @param truth of the neighbours, and what came to them
	 */
	record Found(double robotsSeconds, double allSeconds, List<Finding> findings, NeighbourhoodTruth truth) {

		Found {
			findings = List.copyOf(findings);
		}

	}

	/**
	 * Scans all of them once.
	 * @throws BenchmarkException if the scan does not end, or ends without one of the
	 * addresses or with one twice, or a robot is missing or has the id of another
	 */
	static Found measure(DiscoveryClient client, Neighbourhood neighbourhood) {
		return new ScanTrial(client).scan(neighbourhood);
	}

	private Found scan(Neighbourhood neighbourhood) {
		Map<String, NeighbourTruth> truths = neighbourhood.truth()
			.neighbours()
			.stream()
			.collect(Collectors.toMap(NeighbourTruth::address, truth -> truth));
		long robots = truths.values().stream().filter(NeighbourTruth::robot).count();
		List<String> addresses = truths.keySet().stream().sorted().toList();
		long began = System.nanoTime();
		long id = this.client.start(addresses);
		double robotsSeconds = readUntilFound(id, robots, began, truths);
		double allSeconds = readToTheEnd(id, began, truths);
		if (this.findings.size() != truths.size()) {
			throw new BenchmarkException(
					"the scan has results of " + this.findings.size() + " of " + truths.size() + " addresses");
		}
		return new Found(robotsSeconds, allSeconds, List.copyOf(this.findings.values()), neighbourhood.truth());
	}

	private double readUntilFound(long id, long robots, long began, Map<String, NeighbourTruth> truths) {
		while (true) {
			boolean over = isOver(id);
			readNew(id, truths);
			long found = this.findings.values().stream().filter(finding -> isFound(finding, truths)).count();
			if (found == robots) {
				return secondsSince(began);
			}
			if (over) {
				throw new BenchmarkException(
						"the scan is over and found " + found + " of " + robots + " robots; missed: " + missed(truths));
			}
			waitOn(began);
		}
	}

	private double readToTheEnd(long id, long began, Map<String, NeighbourTruth> truths) {
		while (!isOver(id)) {
			waitOn(began);
		}
		double seconds = secondsSince(began);
		readNew(id, truths);
		return seconds;
	}

	/** Whether its type is the right one is not a matter of time. */
	private static boolean isFound(Finding finding, Map<String, NeighbourTruth> truths) {
		NeighbourTruth truth = truths.get(finding.address());
		return truth != null && truth.robot() && finding.isRobot() && finding.type() != null;
	}

	private String missed(Map<String, NeighbourTruth> truths) {
		return truths.values()
			.stream()
			.filter(NeighbourTruth::robot)
			.map(truth -> this.findings.get(truth.address()))
			.filter(finding -> finding == null || !isFound(finding, truths))
			.limit(3)
			.map(String::valueOf)
			.collect(Collectors.joining(", "));
	}

	private boolean isOver(long id) {
		return OVER.contains(this.client.scan(id).path("state").stringValue(""));
	}

	private void readNew(long id, Map<String, NeighbourTruth> truths) {
		boolean more = true;
		while (more) {
			JsonNode page = this.client.results(id, this.cursor);
			for (JsonNode result : page.path("results")) {
				take(Finding.of(result), truths);
			}
			this.cursor = page.path("cursor").stringValue("");
			more = page.path("more").booleanValue(false);
		}
	}

	private void take(Finding finding, Map<String, NeighbourTruth> truths) {
		NeighbourTruth truth = truths.get(finding.address());
		if (truth == null) {
			throw new BenchmarkException("a result of an address that was not asked for: " + finding);
		}
		if (this.findings.put(finding.address(), finding) != null) {
			throw new BenchmarkException("two results of one address: " + finding);
		}
		if (finding.id() != null && !finding.id().equals(String.valueOf(truth.id()))) {
			throw new BenchmarkException("another robot is there: " + finding + ", " + truth);
		}
	}

	private static void waitOn(long began) {
		if (secondsSince(began) > DEADLINE.toSeconds()) {
			throw new BenchmarkException("the scan is not over after " + DEADLINE.toSeconds() + " s");
		}
		Waiting.forSome(PAUSE);
	}

	private static double secondsSince(long began) {
		return (System.nanoTime() - began) / NANOS_PER_S;
	}

}
