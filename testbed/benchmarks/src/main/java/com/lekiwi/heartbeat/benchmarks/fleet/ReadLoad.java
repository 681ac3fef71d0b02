package com.lekiwi.heartbeat.benchmarks.fleet;

import java.util.SplittableRandom;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads single robots, any of the fleet, and filtered pages, at a modest rate. */
final class ReadLoad {

	private static final long SEED = 20;

	private final FleetClient client;

	private final Fleet fleet;

	ReadLoad(FleetClient client, Fleet fleet) {
		this.client = client;
		this.fleet = fleet;
	}

	OpenLoop gets(int perSecond) {
		SplittableRandom random = new SplittableRandom(SEED);
		return OpenLoop.start("GET of a robot", perSecond,
				k -> this.client.get("robots/" + Fleet.id(random.nextInt(this.fleet.robots()))));
	}

	OpenLoop pages(int perSecond) {
		return OpenLoop.start("page of robots", perSecond, k -> this.client.get(page((int) (k % Fleet.SITES))));
	}

	/**
	 * Holds a page against what was asked for.
	 * @throws BenchmarkException if it holds anything else
	 */
	void checkPage() {
		String site = Fleet.site(0);
		JsonNode robots = JsonMapper.shared().readTree(this.client.text(page(0))).get("robots");
		int expected = Math.min(FleetSettings.PAGE_LIMIT, Math.ceilDiv(this.fleet.robots(), Fleet.SITES));
		if (robots.size() != expected) {
			throw new BenchmarkException(robots.size() + " robots are on a page of " + expected);
		}
		for (JsonNode robot : robots) {
			if (!robot.get("site").asString().equals(site) || !robot.get("status").asString().equals("online")) {
				throw new BenchmarkException("a page of " + site + "'s robots that are online holds " + robot);
			}
		}
	}

	private static String page(int site) {
		return "robots?status=online&site=" + Fleet.site(site) + "&limit=" + FleetSettings.PAGE_LIMIT;
	}

}
