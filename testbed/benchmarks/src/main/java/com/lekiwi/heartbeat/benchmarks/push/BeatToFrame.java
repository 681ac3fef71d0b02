package com.lekiwi.heartbeat.benchmarks.push;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.benchmarks.fleet.Fleet;
import com.lekiwi.heartbeat.benchmarks.fleet.FleetClient;
import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.fleet.OpenLoop;
import com.lekiwi.heartbeat.benchmarks.fleet.Registration;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.benchmarks.process.StateManagerServer;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of a beat: from the moment at which its robot is told that it is committed, to
 * the moment at which a watcher has a frame with it. A frame may be there first; then the
 * way took nothing.
 */
final class BeatToFrame implements WebSocket.Listener {

	private static final double NANOS_PER_MS = 1e6;

	private final JsonMapper mapper = JsonMapper.shared();

	private final StringBuilder partial = new StringBuilder();

	/** By robot and number: when the first of the two happened. */
	private final Map<String, Long> pending = new ConcurrentHashMap<>();

	/** Beats that are measured and were not seen yet. */
	private final Set<String> sent = ConcurrentHashMap.newKeySet();

	private final Latencies latencies = new Latencies();

	private volatile boolean measuring;

	private volatile boolean ready;

	private final LongAdder frames = new LongAdder();

	/**
	 * What was found.
	 *
	 * @param latencies of all beats that were seen
	 * @param beats how many were sent
	 * @param unseen beats of which no frame came: a newer one overtook them
	 * @param frames how many frames there were
	 */
	record Found(Latencies latencies, long beats, long unseen, long frames) {

	}

	/** Measures; the robots are registered, and the monitor knows them. */
	static Found measure(BenchmarkRun run, PushSettings settings, StateManagerServer stateManager, Fleet fleet,
			PushServer monitor) {
		BeatToFrame way = new BeatToFrame();
		FleetClient client = run.resources().open(() -> new FleetClient(stateManager.port()));
		run.say("beats: " + settings.beatsPerSecond() + "/s of " + settings.robots() + " robots, one watcher");
		try (HttpClient http = HttpClient.newHttpClient()) {
			WebSocket socket = http.newWebSocketBuilder()
				.buildAsync(URI.create("ws://127.0.0.1:" + monitor.port() + "/ws"), way)
				.join();
			socket.sendText(Dialect.HEARTBEAT.greetings().getFirst(), true).join();
			Waiting.until("the snapshot", () -> way.ready);
			try (OpenLoop beats = OpenLoop.start("beats", settings.beatsPerSecond(),
					k -> way.beat(client, fleet, (int) (k % settings.robots())))) {
				Waiting.forSome(settings.warmUp());
				way.measuring = true;
				Waiting.forSome(settings.window());
				way.measuring = false;
				beats.latencies();
			}
			Waiting.forSome(Duration.ofSeconds(1));
			socket.abort();
			long seen = way.latencies.count();
			return new Found(way.latencies, seen + way.sent.size(), way.sent.size(), way.frames.sum());
		}
	}

	/** Registers the robots, and returns when they are. */
	static void register(StateManagerServer stateManager, Fleet fleet, int robots) {
		try (FleetClient client = new FleetClient(stateManager.port())) {
			new Registration(client).send(IntStream.range(0, robots).toArray(), fleet::firstBeat);
		}
	}

	private CompletableFuture<String> beat(FleetClient client, Fleet fleet, int robot) {
		String body = fleet.nextBeat(robot);
		String seq = seq(body);
		boolean measured = this.measuring;
		if (measured) {
			this.sent.add(Fleet.id(robot) + "/" + seq);
		}
		return client.beat(Fleet.id(robot), body).thenApply(wrong -> {
			if (measured && wrong.isEmpty()) {
				acknowledged(Fleet.id(robot) + "/" + seq, System.nanoTime());
			}
			return wrong;
		});
	}

	private static String seq(String body) {
		int at = body.indexOf("\"seq\":") + 6;
		return body.substring(at, body.indexOf(',', at));
	}

	/** One of the two is there first, and leaves word for the other. */
	private void acknowledged(String beat, long now) {
		this.pending.compute(beat, (key, seen) -> {
			if (seen == null) {
				return now;
			}
			this.latencies.add(0);
			return null;
		});
	}

	private void shown(String beat, long now) {
		this.pending.compute(beat, (key, acknowledged) -> {
			if (acknowledged != null) {
				this.latencies.add((now - acknowledged) / NANOS_PER_MS);
				return null;
			}
			// A beat that is measured is acknowledged yet.
			return this.sent.contains(key) ? now : null;
		});
		this.sent.remove(beat);
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.partial.append(data);
		if (last) {
			take(this.mapper.readTree(this.partial.toString()), System.nanoTime());
			this.partial.setLength(0);
		}
		webSocket.request(1);
		return null;
	}

	@Override
	public void onError(WebSocket webSocket, Throwable error) {
		throw new BenchmarkException("the watcher was hung up on: " + error.getMessage(), error);
	}

	private void take(JsonNode frame, long now) {
		String op = frame.path("op").stringValue("");
		if (op.equals("snapshot")) {
			this.ready = frame.path("part").intValue() == frame.path("parts").intValue();
			return;
		}
		if (op.equals("delta")) {
			if (this.measuring) {
				this.frames.increment();
			}
			for (JsonNode robot : frame.path("robots")) {
				long seq = robot.path("beat").path("seq").longValue(-1);
				shown(robot.path("id").stringValue() + "/" + seq, now);
			}
		}
	}

}
