package com.lekiwi.heartbeat.benchmarks.ingest;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.ingest.Contestant.Place;
import com.lekiwi.heartbeat.benchmarks.process.ProcessStat;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.wrk.Wrk;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkResult;

/**
 * Loads contestants in turn, watches what it costs, and does not believe their answers.
 */
final class TurnTaker {

	private final Wrk wrk;

	private final int connections;

	private final BeatStores stores;

	private final UpdateSubscriber subscriber;

	private final List<Contestant> contestants;

	/** Requests go on where the last turn of the same contestant ended. */
	private final Map<Place, Long> next = new EnumMap<>(Place.class);

	TurnTaker(Wrk wrk, int connections, BeatStores stores, UpdateSubscriber subscriber, List<Contestant> contestants) {
		this.wrk = wrk;
		this.connections = connections;
		this.stores = stores;
		this.subscriber = subscriber;
		this.contestants = List.copyOf(contestants);
	}

	/**
	 * Loads one contestant.
	 * @param contestant whose turn it is
	 * @param duration how long
	 * @return what was measured
	 * @throws BenchmarkException if a request failed, or the contestant took anything but
	 * what it acknowledged
	 */
	Turn take(Contestant contestant, Duration duration) {
		long takenBefore = contestant.taken();
		long updatesBefore = this.subscriber.messages();
		CpuTimes cpuBefore = cpu(contestant);
		WrkResult result = this.wrk.run(contestant.script(), contestant.port(),
				this.next.getOrDefault(contestant.place(), 0L), duration);
		CpuTimes cpu = cpu(contestant).minus(cpuBefore).withWrk(result.cpuSeconds());
		this.next.put(contestant.place(), result.next());
		Turn turn = new Turn(result, cpu, contestant.taken() - takenBefore, this.subscriber.messages() - updatesBefore);
		String fault = fault(turn, contestant.count() != null, this.connections);
		if (!fault.isEmpty()) {
			throw new BenchmarkException(
					contestant.place().label() + ": " + fault + "; log: " + contestant.server().log());
		}
		return turn;
	}

	/**
	 * Holds the contestant's own count against its answers. Requests that were in flight
	 * when wrk hung up were taken, but their answers not counted: as many as there are
	 * connections, at most.
	 */
	static String fault(Turn turn, boolean counted, int connections) {
		WrkResult result = turn.wrk();
		if (result.errors() > 0) {
			return "%d bad answers, %d socket errors, %d time-outs".formatted(result.badStatus(), result.socketErrors(),
					result.timeouts());
		}
		if (result.good() == 0) {
			return "no answers";
		}
		if (counted && (turn.taken() < result.good() || turn.taken() > result.good() + connections)) {
			return "acknowledged %d, but took %d".formatted(result.good(), turn.taken());
		}
		return "";
	}

	private CpuTimes cpu(Contestant contestant) {
		double idle = this.contestants.stream()
			.filter(other -> other.place() != contestant.place())
			.mapToDouble(other -> ProcessStat.cpuSeconds(other.server().pid()))
			.sum();
		double redis = ProcessStat.cpuSeconds(this.stores.redis().pid().orElseThrow())
				+ ProcessStat.cpuSeconds(ProcessHandle.current().pid());
		return new CpuTimes(ProcessStat.cpuSeconds(contestant.server().pid()),
				ProcessStat.cpuSecondsWithChildren(this.stores.postgres().pid().orElseThrow()), redis, idle, 0);
	}

}
