package com.lekiwi.heartbeat.benchmarks.push;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.benchmarks.process.ProcessStat;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;

/**
 * One server and its clients, offered more and more changes a second until it does not
 * keep up or the ladder ends.
 */
final class FanOut {

	/** Who delivers less of what is offered does not keep up. */
	private static final double KEEPS_UP = 0.9;

	private static final double NANOS_PER_S = 1e9;

	private final BenchmarkRun run;

	private final PushSettings settings;

	private final UpdatePublisher publisher;

	FanOut(BenchmarkRun run, PushSettings settings, UpdatePublisher publisher) {
		this.run = run;
		this.settings = settings;
		this.publisher = publisher;
	}

	/**
	 * A step of the ladder.
	 *
	 * @param offered changes a second, for each client
	 * @param messages a second that all clients together got
	 * @param changes a second in them
	 * @param serverCpu how much of a processor the server took
	 * @param lost clients that were hung up on so far
	 */
	record Step(int offered, double messages, double changes, double serverCpu, long lost) {

	}

	/**
	 * What a server did.
	 *
	 * @param steps the ladder, as far as it went
	 * @param clients how many were connected at the end
	 * @param residentMb main memory that the server occupies, at the end
	 */
	record Found(List<Step> steps, long clients, double residentMb) {

		Found {
			steps = List.copyOf(steps);
		}

		/** The step with most messages a second. */
		Step best() {
			return this.steps.stream()
				.max((one, other) -> Double.compare(one.messages(), other.messages()))
				.orElseThrow();
		}

	}

	/**
	 * Measures.
	 * @param conflates whether changes may be joined in one message: then fewer messages
	 * than were offered are no failure
	 */
	Found measure(String name, Dialect dialect, PushServer server, boolean conflates) {
		this.run.say(name + ": " + this.settings.clients() + " clients connect");
		Crowd crowd = Crowd.connect(this.run, dialect, server.port(), this.settings.clients());
		try {
			this.run.say(name + ": warm-up");
			this.publisher.rate(this.settings.ladder().getFirst());
			Waiting.forSome(this.settings.warmUp());
			List<Step> steps = new ArrayList<>();
			for (int offered : this.settings.ladder()) {
				Step step = step(offered, crowd, server);
				steps.add(step);
				this.run.say("%s: %d changes/s offered, %.0f messages/s, %.0f changes/s, %d lost".formatted(name,
						offered, step.messages(), step.changes(), step.lost()));
				if (!keepsUp(step, conflates)) {
					break;
				}
			}
			if (crowd.count().messages() == 0) {
				throw new BenchmarkException(name + ": no client got a message; log: " + server.process().log());
			}
			return new Found(steps, this.settings.clients() - crowd.count().losses(),
					ProcessStat.residentMb(server.process().pid()));
		}
		finally {
			this.publisher.rate(0);
			this.run.resources().close(crowd);
		}
	}

	private Step step(int offered, Crowd crowd, PushServer server) {
		this.publisher.rate(offered);
		Waiting.forSome(this.settings.window().dividedBy(4));
		CrowdCount count = crowd.count();
		long began = System.nanoTime();
		long messages = count.messages();
		long changes = count.changes();
		double cpu = ProcessStat.cpuSeconds(server.process().pid());
		Waiting.forSome(this.settings.window());
		double seconds = (System.nanoTime() - began) / NANOS_PER_S;
		return new Step(offered, (count.messages() - messages) / seconds, (count.changes() - changes) / seconds,
				(ProcessStat.cpuSeconds(server.process().pid()) - cpu) / seconds, count.losses());
	}

	private boolean keepsUp(Step step, boolean conflates) {
		double due = (double) step.offered() * this.settings.clients() * KEEPS_UP;
		return step.lost() == 0 && (conflates || step.messages() >= due);
	}

}
