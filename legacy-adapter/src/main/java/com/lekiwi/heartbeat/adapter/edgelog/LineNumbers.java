package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Counts the lines that nginx wrote and that never arrived. One thread hears; others may
 * look.
 */
final class LineNumbers {

	/** Processes that write at a time; a reload leaves old ones behind for a while. */
	private static final int WORKERS = 64;

	private final Duration patience;

	/** The one that has been silent for longest comes first. */
	private final Map<String, WorkerNumbers> workers = new LinkedHashMap<>(16, 0.75f, true);

	/** How far an earlier receiver heard; null until that is known. */
	private @Nullable Map<String, Long> heardBefore;

	/** Of processes that are remembered no more. */
	private Lost gone = new Lost(0, 0, 0);

	LineNumbers(Duration patience) {
		this.patience = patience;
	}

	/**
	 * Lines that were lost.
	 *
	 * @param missing sent while we listened, and never here
	 * @param unheard written before we first heard their process, as far as no earlier
	 * receiver heard them
	 * @param late counted as one of these, and came afterwards
	 */
	record Lost(long missing, long unheard, long late) {

		private Lost plus(WorkerNumbers worker) {
			return new Lost(this.missing + worker.missing(), this.unheard + worker.unheard(),
					this.late + worker.late());
		}

	}

	/** Tells how far an earlier receiver had heard each process. */
	synchronized void heardBefore(Map<String, Long> heard) {
		this.heardBefore = Map.copyOf(heard);
		this.workers.forEach((worker, numbers) -> numbers.acquaint(heard.getOrDefault(worker, 0L)));
	}

	synchronized boolean isAcquainted() {
		return this.heardBefore != null;
	}

	synchronized void hear(LineNumber number) {
		WorkerNumbers known = this.workers.get(number.worker());
		if (known != null) {
			known.hear(number.position());
			return;
		}
		if (this.workers.size() == WORKERS) {
			forget();
		}
		Map<String, Long> before = this.heardBefore;
		this.workers.put(number.worker(),
				(before != null) ? WorkerNumbers.startingAt(before.getOrDefault(number.worker(), 0L), number.position())
						: WorkerNumbers.tentative(number.position()));
	}

	private void forget() {
		var silent = this.workers.entrySet().iterator();
		this.gone = this.gone.plus(silent.next().getValue());
		silent.remove();
	}

	synchronized void settle(long nanos) {
		for (WorkerNumbers worker : this.workers.values()) {
			worker.settle(nanos, this.patience);
		}
	}

	synchronized Lost lost() {
		Lost sum = this.gone;
		for (WorkerNumbers worker : this.workers.values()) {
			sum = sum.plus(worker);
		}
		return sum;
	}

	/** One more than the highest number of each process. */
	synchronized Map<String, Long> heard() {
		Map<String, Long> heard = new HashMap<>();
		this.workers.forEach((worker, numbers) -> {
			// What an earlier receiver noted is yet to be read.
			if (!numbers.isTentative()) {
				heard.put(worker, numbers.next());
			}
		});
		return heard;
	}

}
