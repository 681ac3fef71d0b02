package com.lekiwi.heartbeat.benchmarks.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import tools.jackson.databind.json.JsonMapper;

/** Sends one beat of each of many robots, in batches. */
public final class Registration {

	/** What one request holds at most. */
	static final int BATCH = 1_000;

	/** Gateways that send at the same time. */
	private static final int GATEWAYS = 2;

	private final FleetClient client;

	/**
	 * Makes one.
	 * @param client who sends
	 */
	public Registration(FleetClient client) {
		this.client = client;
	}

	/**
	 * Sends the beats.
	 * @param robots whose
	 * @param beat the body of each
	 * @throws BenchmarkException if one of them was not committed
	 */
	public void send(int[] robots, IntFunction<String> beat) {
		List<CompletableFuture<Void>> gateways = new ArrayList<>();
		for (int gateway = 0; gateway < GATEWAYS; gateway++) {
			int first = gateway * BATCH;
			gateways.add(CompletableFuture.runAsync(() -> sendEvery(robots, beat, first),
					work -> Thread.ofPlatform().daemon().name("gateway").start(work)));
		}
		try {
			gateways.forEach(CompletableFuture::join);
		}
		catch (CompletionException ex) {
			throw new BenchmarkException("registration: " + ex.getMessage(), ex);
		}
	}

	private void sendEvery(int[] robots, IntFunction<String> beat, int first) {
		for (int from = first; from < robots.length; from += GATEWAYS * BATCH) {
			int[] some = Arrays.copyOfRange(robots, from, Math.min(robots.length, from + BATCH));
			String body = Arrays.stream(some).mapToObj(beat).collect(Collectors.joining(",", "[", "]"));
			int accepted = JsonMapper.shared().readTree(this.client.batch(body)).get("accepted").asInt();
			if (accepted != some.length) {
				throw new BenchmarkException("of " + some.length + " beats " + accepted + " were accepted");
			}
		}
	}

}
