package com.lekiwi.heartbeat.adapter.forward;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.adapter.legacy.LegacyBeat;
import com.lekiwi.heartbeat.adapter.legacy.LegacyClient;
import com.lekiwi.heartbeat.adapter.legacy.Told;
import com.lekiwi.heartbeat.adapter.pace.Throttle;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.ForwardSettings;

import org.springframework.stereotype.Component;

/**
 * Tells the legacy of some beats, a few at the same time, no more in a second than it may
 * be told, and not for longer than the beats stay true: a process that is stopped in the
 * middle and wakes up later tells of none that is left. It gives up when the legacy fails
 * several times in a row.
 */
@Component
public final class BeatTeller implements AutoCloseable {

	private final LegacyClient legacy;

	private final ForwardMemory memory;

	private final ForwardMetrics metrics;

	private final ForwardSettings settings;

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("legacy-forward-", 0).factory());

	BeatTeller(LegacyClient legacy, ForwardMemory memory, ForwardMetrics metrics, AdapterSettings settings) {
		this.legacy = legacy;
		this.memory = memory;
		this.metrics = metrics;
		this.settings = settings.forward();
	}

	/**
	 * Tells of beats; what is told is remembered before and after.
	 * @param beats of robots, each once, as they were read just now
	 * @param budget how long it may take, but for the last answers
	 * @return what came of it
	 * @throws InterruptedException if the thread is interrupted meanwhile; what the
	 * legacy hears of these robots is not believed until it is settled
	 */
	public ForwardResults tell(List<LegacyBeat> beats, Duration budget) throws InterruptedException {
		long end = System.nanoTime() + budget.toNanos();
		this.memory.begin(beats.stream().map(LegacyBeat::robotId).toList());
		Queue<LegacyBeat> waiting = new ConcurrentLinkedQueue<>(beats);
		Map<String, Told> told = new ConcurrentHashMap<>();
		AtomicInteger outages = new AtomicInteger();
		int tellers = Math.min(this.settings.parallelism(), beats.size());
		List<Future<?>> working = new ArrayList<>();
		for (int i = 0; i < tellers; i++) {
			working.add(this.threads.submit(() -> {
				Throttle throttle = new Throttle(Math.max(1, this.settings.robotsPerSecond() / tellers));
				while (outages.get() < this.settings.parallelism() && System.nanoTime() < end) {
					LegacyBeat beat = waiting.poll();
					if (beat == null) {
						break;
					}
					Told result = this.legacy.tell(beat);
					told.put(beat.robotId(), result);
					outages.updateAndGet(before -> result.isOutage() ? before + 1 : 0);
					throttle.pace(1);
				}
				return null;
			}));
		}
		await(working);
		ForwardResults results = new ForwardResults(told, waiting.stream().map(LegacyBeat::robotId).toList());
		this.memory.end(results);
		this.metrics.count(results);
		return results;
	}

	private static void await(List<Future<?>> working) throws InterruptedException {
		try {
			for (Future<?> teller : working) {
				while (teller.state() == Future.State.RUNNING) {
					waitFor(teller);
				}
			}
		}
		finally {
			working.forEach(teller -> teller.cancel(true));
		}
		for (Future<?> teller : working) {
			if (teller.state() == Future.State.FAILED) {
				throw new IllegalStateException("beats could not be told", teller.exceptionNow());
			}
		}
	}

	private static void waitFor(Future<?> teller) throws InterruptedException {
		try {
			teller.get(1, TimeUnit.SECONDS);
		}
		catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException ex) {
			// Its state says what came of it.
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
