package com.lekiwi.heartbeat.adapter.beat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes all that waits and hands it over in one request: the next batch forms meanwhile.
 * One thread runs it.
 */
final class BeatSender implements Runnable {

	private static final Logger log = LoggerFactory.getLogger(BeatSender.class);

	private static final long IDLE_MS = 200;

	/** state-manager reads 1 MiB, and a thousand of the longest beats have more. */
	private static final int LONGEST_BODY = 900 * 1024;

	private final BlockingQueue<WaitingBeat> queue;

	private final BatchClient client;

	private final BeatMetrics metrics;

	private final Availability availability;

	private final int maxBatch;

	private final AtomicReference<@Nullable Handover> underWay = new AtomicReference<>();

	private byte[] body = new byte[16 * 1024];

	private volatile boolean running = true;

	BeatSender(BlockingQueue<WaitingBeat> queue, BatchClient client, BeatMetrics metrics, Availability availability,
			int maxBatch) {
		this.queue = queue;
		this.client = client;
		this.metrics = metrics;
		this.availability = availability;
		this.maxBatch = maxBatch;
	}

	/**
	 * A batch on its way.
	 *
	 * @param request the request, which can be cancelled
	 * @param beats its beats
	 * @param since when it began, on the clock of {@link System#nanoTime()}
	 */
	private record Handover(HttpPost request, List<WaitingBeat> beats, long since) {
	}

	@Override
	public void run() {
		List<WaitingBeat> batch = new ArrayList<>(this.maxBatch);
		while (this.running) {
			try {
				WaitingBeat first = this.queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
				if (first != null) {
					batch.add(first);
					this.queue.drainTo(batch, this.maxBatch - 1);
					handOver(batch);
				}
			}
			catch (InterruptedException ex) {
				// It is stopped, or a batch was; which of them is for the loop to see.
				log.debug("a sender was interrupted", ex);
			}
			catch (RuntimeException ex) {
				// A mistake of ours must cost one batch, not the sender.
				log.error("a batch of {} beats failed", batch.size(), ex);
			}
			finally {
				batch.forEach(beat -> beat.settle(Delivery.UNAVAILABLE));
				batch.clear();
			}
		}
	}

	private void handOver(List<WaitingBeat> batch) {
		int from = 0;
		while (from < batch.size()) {
			int length = 1;
			int to = from;
			while (to < batch.size() && (to == from || length + batch.get(to).json().length < LONGEST_BODY)) {
				length = append(length, batch.get(to).json());
				to++;
			}
			this.body[0] = '[';
			this.body[length - 1] = ']';
			if (!send(List.copyOf(batch.subList(from, to)), length)) {
				turnAwayWhoWaits();
				return;
			}
			from = to;
		}
	}

	/** Behind one who does not answer, nobody waits to see it for himself. */
	private void turnAwayWhoWaits() {
		List<WaitingBeat> waiting = new ArrayList<>();
		this.queue.drainTo(waiting);
		waiting.forEach(beat -> beat.settle(Delivery.UNAVAILABLE));
	}

	/** Puts an item and a comma into the buffer, which grows to the longest batch. */
	private int append(int length, byte[] item) {
		int end = length + item.length;
		if (end + 1 > this.body.length) {
			byte[] larger = new byte[Math.max(end + 1, this.body.length * 2)];
			System.arraycopy(this.body, 0, larger, 0, length);
			this.body = larger;
		}
		System.arraycopy(item, 0, this.body, length, item.length);
		this.body[end] = ',';
		return end + 1;
	}

	/** Sends a batch and tells whether there was an answer. */
	private boolean send(List<WaitingBeat> beats, int length) {
		this.metrics.handingOver(beats.size(), beats.getFirst().age());
		HttpPost request = this.client.request();
		this.underWay.set(new Handover(request, beats, System.nanoTime()));
		try {
			int status = this.client.send(request, this.body, length, beats);
			if (status != HttpStatus.SC_OK && status != HttpStatus.SC_SERVICE_UNAVAILABLE) {
				log.warn("state-manager answered {} to a batch of {} beats", status, beats.size());
			}
			this.availability.answered();
			return true;
		}
		catch (IOException ex) {
			if (this.running) {
				this.availability.failed(ex);
			}
			return false;
		}
		finally {
			this.underWay.set(null);
			beats.forEach(beat -> beat.settle(Delivery.UNAVAILABLE));
		}
	}

	/** Ends the wait of beats that are older, and a request that takes longer. */
	void giveUpAfter(long nanos) {
		Handover handover = this.underWay.get();
		if (handover == null) {
			return;
		}
		for (WaitingBeat beat : handover.beats()) {
			if (beat.age() <= nanos) {
				// They are in the order of their arrival.
				break;
			}
			beat.settle(Delivery.UNAVAILABLE);
		}
		if (System.nanoTime() - handover.since() > nanos) {
			handover.request().cancel();
		}
	}

	/** Takes no further batch, and gives up the one that is under way. */
	void stop() {
		this.running = false;
		Handover handover = this.underWay.get();
		if (handover != null) {
			handover.request().cancel();
		}
	}

}
