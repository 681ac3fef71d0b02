package com.lekiwi.heartbeat.benchmarks.edge;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Brings robots over that the legacy alone knows. */
final class SyncTrial implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String SYNC = "/api/v2/migration/sync";

	private static final Duration PAUSE = Duration.ofMillis(20);

	private static final Duration DEADLINE = Duration.ofMinutes(2);

	private static final double NANOS_PER_SECOND = 1e9;

	private static final int OK = 200;

	private static final int MULTIPLE_CHOICES = 300;

	private final ClientConnection legacy;

	private final ClientConnection entry;

	private final ClientConnection stateManager;

	private SyncTrial(EdgeStack stack) {
		this.legacy = new ClientConnection(stack.legacyPort());
		this.entry = new ClientConnection(stack.entryPort());
		this.stateManager = new ClientConnection(stack.stateManagerPort());
	}

	/** Measures; nobody may have spoken to the new side before. */
	static void measure(BenchmarkRun run, EdgeStack stack, EdgeSettings settings, EdgeFigures figures) {
		int robots = settings.syncRobots();
		try (SyncTrial trial = new SyncTrial(stack)) {
			run.say("sync: the legacy gets to know " + robots + " robots");
			trial.tellLegacy(robots);
			trial.requireKnown(0);
			run.say("sync: bringing them over");
			double seconds = trial.sync();
			trial.requireKnown(robots);
			figures.put("sync_seconds", seconds);
			figures.put("sync_robots_per_s", robots / seconds);
		}
	}

	private void tellLegacy(int robots) {
		for (int robot = 0; robot < robots; robot++) {
			Answer answer = this.legacy.exchange(ClientConnection.legacyBeat("sync-%05d".formatted(robot)));
			if (answer.status() != OK) {
				throw new BenchmarkException("the legacy does not take a beat: " + answer);
			}
		}
		int known = json(this.legacy, "GET /health").path("robots").asInt();
		if (known != robots) {
			throw new BenchmarkException("the legacy knows " + known + " robots, not " + robots);
		}
	}

	/** From the request to the end of its run, in seconds. */
	private double sync() {
		long began = System.nanoTime();
		json(this.entry, "POST " + SYNC);
		while (true) {
			JsonNode run = newest(json(this.entry, "GET " + SYNC + "/runs"));
			double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
			switch (run.path("state").asString("")) {
				case "succeeded" -> {
					return seconds;
				}
				case "requested", "running", "" -> {
					if (seconds > DEADLINE.toSeconds()) {
						throw new BenchmarkException(
								"no run has ended within " + DEADLINE.toSeconds() + " s; the last: " + run);
					}
				}
				default -> throw new BenchmarkException("the run did not succeed: " + run);
			}
			Waiting.forSome(PAUSE);
		}
	}

	/**
	 * The newest run, whether they are listed bare or under a name.
	 * @param runs what was answered
	 * @return the run with the highest number; missing when there is none
	 */
	static JsonNode newest(JsonNode runs) {
		JsonNode list = runs.isArray() ? runs : runs.path("runs");
		return StreamSupport.stream(list.spliterator(), false)
			.reduce((one, other) -> (other.path("id").asLong() > one.path("id").asLong()) ? other : one)
			.orElseGet(JSON::missingNode);
	}

	/** Walks through the whole list, page by page. */
	private void requireKnown(int robots) {
		Set<String> known = new HashSet<>();
		String cursor = "";
		do {
			JsonNode page = json(this.stateManager, "GET /api/v2/robots?limit=1000" + cursor);
			page.path("robots").forEach(robot -> known.add(robot.path("id").asString()));
			cursor = page.has("next_cursor") ? "&cursor=" + page.path("next_cursor").asString() : "";
		}
		while (!cursor.isEmpty());
		if (known.size() != robots) {
			throw new BenchmarkException("the new side knows " + known.size() + " robots, not " + robots);
		}
	}

	private static JsonNode json(ClientConnection connection, String what) {
		Answer answer = connection.exchange(ClientConnection.request(what, "", ""));
		if (answer.status() < OK || answer.status() >= MULTIPLE_CHOICES) {
			throw new BenchmarkException(what + " gives "
					+ ((answer.status() == 0) ? answer.fault() : answer.status() + " " + answer.body()));
		}
		try {
			return JSON.readTree(answer.body());
		}
		catch (JacksonException ex) {
			throw new BenchmarkException(what + " gives no JSON: " + answer.body(), ex);
		}
	}

	@Override
	public void close() {
		this.legacy.close();
		this.entry.close();
		this.stateManager.close();
	}

}
