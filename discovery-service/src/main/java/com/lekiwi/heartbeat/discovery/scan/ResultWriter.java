package com.lekiwi.heartbeat.discovery.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.discovery.probe.Outcome;
import com.lekiwi.heartbeat.discovery.probe.ProbeResult;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.starter.pace.PacedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Writes the results of probes together. The queue needs no bound of its own: who brings
 * a result holds a permit to probe until it is written, so nothing is asked that cannot
 * be recorded. While PostgreSQL is away everything waits here.
 */
@Component
final class ResultWriter {

	private static final Logger log = LoggerFactory.getLogger(ResultWriter.class);

	private static final int MOST = 2000;

	private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

	private static final Duration AWAY = Duration.ofMillis(250);

	private final ShareStore shares;

	private final Duration linger;

	private final BlockingQueue<Delivered> queue = new LinkedBlockingQueue<>();

	private final PacedLoop loop = new PacedLoop("scan-results", this::step);

	/** Taken from the queue, and not written yet: only the loop's thread looks here. */
	private List<Delivered> waiting = List.of();

	private boolean away;

	ResultWriter(ShareStore shares, DiscoverySettings settings) {
		this.shares = shares;
		this.linger = settings.scans().linger();
	}

	void deliver(Share share, @Nullable ProbeResult result, Runnable written) {
		this.queue.add(new Delivered(share, result, written));
	}

	void start() {
		this.loop.start();
	}

	/** Writes what is there, if that is possible now. */
	void stop() {
		this.loop.stop();
		List<Delivered> rest = new ArrayList<>(this.waiting);
		this.queue.drainTo(rest);
		try {
			write(rest);
		}
		catch (DataAccessException ex) {
			log.warn("{} results are lost, and their addresses are asked again: {}", rest.size(), ex.getMessage());
		}
	}

	private Duration step() throws InterruptedException {
		if (this.waiting.isEmpty()) {
			Delivered first = this.queue.poll(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
			if (first == null) {
				return Duration.ZERO;
			}
			TimeUnit.NANOSECONDS.sleep(this.linger.toNanos());
			List<Delivered> batch = new ArrayList<>(List.of(first));
			this.queue.drainTo(batch, MOST);
			this.waiting = batch;
		}
		try {
			write(this.waiting);
			this.waiting = List.of();
			this.away = false;
			return Duration.ZERO;
		}
		catch (DataAccessException ex) {
			if (!this.away) {
				log.warn("results wait for the database: {}", ex.getMessage());
			}
			this.away = true;
			return AWAY;
		}
	}

	private void write(List<Delivered> batch) {
		Map<Long, List<Delivered>> byScan = batch.stream()
			.collect(Collectors.groupingBy(delivered -> delivered.share().scan()));
		byScan.forEach(this::write);
	}

	private void write(long scan, List<Delivered> batch) {
		Map<Share, Long> counts = batch.stream()
			.filter(delivered -> !delivered.isWritten())
			.collect(Collectors.groupingBy(Delivered::share, Collectors.counting()));
		if (counts.isEmpty()) {
			return;
		}
		List<ProbeResult> results = batch.stream().flatMap(delivered -> delivered.results().stream()).toList();
		Collection<String> done = counts.entrySet()
			.stream()
			.filter(entry -> entry.getKey().open() == entry.getValue() && !entry.getKey().isLost())
			.map(entry -> entry.getKey().holder())
			.toList();
		if (!record(scan, results, done)) {
			counts.keySet().forEach(Share::lose);
		}
		batch.forEach(Delivered::written);
	}

	/**
	 * A result that the store refuses is alone in the end, and its address has failed.
	 */
	private boolean record(long scan, List<ProbeResult> results, Collection<String> done) {
		try {
			return this.shares.record(scan, results, done);
		}
		catch (DataIntegrityViolationException ex) {
			int half = results.size() / 2;
			if (half > 0) {
				return record(scan, results.subList(0, half), List.of())
						&& record(scan, results.subList(half, results.size()), done);
			}
			log.error("a result of {} cannot be stored", results.getFirst().address(), ex);
			return this.shares.record(scan, List
				.of(ProbeResult.without(results.getFirst().address(), Outcome.FAILED, "the result cannot be stored")),
					done);
		}
	}

	/** One address is dealt with. */
	private static final class Delivered {

		private final Share share;

		private final @Nullable ProbeResult result;

		private final Runnable written;

		private boolean isWritten;

		/**
		 * Takes it into account.
		 * @param share its share
		 * @param result what came of it; nothing where it was not asked
		 * @param written to be called once it is recorded, or will never be
		 */
		Delivered(Share share, @Nullable ProbeResult result, Runnable written) {
			this.share = share;
			this.result = result;
			this.written = written;
		}

		Share share() {
			return this.share;
		}

		List<ProbeResult> results() {
			return (this.result != null && !this.isWritten) ? List.of(this.result) : List.of();
		}

		boolean isWritten() {
			return this.isWritten;
		}

		void written() {
			if (!this.isWritten) {
				this.isWritten = true;
				this.written.run();
			}
		}

	}

}
