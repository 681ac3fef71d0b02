package com.lekiwi.heartbeat.adapter.beat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.DialectSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hands beats to state-manager in batches, and tells each request what became of its own.
 * Nobody waits for a timer: a sender takes all that waits, and the next batch forms while
 * one is under way.
 * <p>
 * {@link Delivery#COMMITTED} is said only after state-manager said that it committed.
 * Everything else may have been committed all the same: whoever sends the beat again, or
 * elsewhere, sends the same key. No beat waits for longer than the answer's time-out, and
 * no more of them than the queue holds.
 */
@Component
public class BeatRelay implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(BeatRelay.class);

	/** How much longer than the time-out a beat may wait. */
	private static final Duration LOOK = Duration.ofMillis(20);

	private final AdapterSettings settings;

	private final BeatMetrics metrics;

	private final BlockingQueue<WaitingBeat> queue;

	private final Availability availability;

	private final List<BeatSender> senders = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private final List<BatchClient> clients = new ArrayList<>();

	private volatile boolean running;

	BeatRelay(AdapterSettings settings, BeatMetrics metrics) {
		this.settings = settings;
		this.metrics = metrics;
		this.queue = new ArrayBlockingQueue<>(settings.dialect().queueCapacity());
		this.availability = new Availability(settings.dialect().probeInterval());
		metrics.watchQueue(this.queue);
	}

	/**
	 * Hands a beat over and waits for what becomes of it.
	 * @param beat the beat
	 * @return what became of it
	 */
	public Delivery deliver(KeyedBeat beat) {
		WaitingBeat waiting = new WaitingBeat(KeyedBeatJson.write(beat));
		if (!this.running || !this.availability.admits()) {
			waiting.settle(Delivery.UNAVAILABLE);
		}
		else if (!this.queue.offer(waiting)) {
			waiting.settle(Delivery.OVERLOADED);
		}
		else if (!this.running) {
			// Nobody may be left who would take it.
			waiting.settle(Delivery.UNAVAILABLE);
		}
		Delivery delivery = waiting.await();
		this.metrics.answered(delivery, waiting.age());
		return delivery;
	}

	/** How many beats wait to be handed over. */
	int waiting() {
		return this.queue.size();
	}

	private void watch() {
		long limit = this.settings.dialect().answerTimeout().toNanos();
		while (this.running) {
			this.senders.forEach(sender -> sender.giveUpAfter(limit));
			// Whoever waits behind a state-manager that does not answer need not wait to
			// see it.
			long oldest = this.availability.isAway() ? this.settings.dialect().probeInterval().toNanos() : limit;
			for (WaitingBeat head = this.queue.peek(); head != null && head.age() > oldest; head = this.queue.peek()) {
				if (this.queue.remove(head)) {
					head.settle(Delivery.UNAVAILABLE);
				}
			}
			LockSupport.parkNanos(this, LOOK.toNanos());
		}
	}

	@Override
	public void start() {
		DialectSettings dialect = this.settings.dialect();
		BatchClient client = new BatchClient(this.settings.stateManagerUrl(), dialect);
		this.clients.add(client);
		this.running = true;
		for (int i = 1; i <= dialect.senders(); i++) {
			BeatSender sender = new BeatSender(this.queue, client, this.metrics, this.availability, dialect.maxBatch());
			this.senders.add(sender);
			this.threads.add(Thread.ofPlatform().name("beat-sender-" + i).start(sender));
		}
		this.threads.add(Thread.ofPlatform().name("beat-watch").start(this::watch));
	}

	/** What still waits is turned away. */
	@Override
	public void stop() {
		this.running = false;
		this.senders.forEach(BeatSender::stop);
		this.clients.forEach(BatchClient::close);
		for (Thread thread : this.threads) {
			LockSupport.unpark(thread);
			try {
				thread.join(this.settings.dialect().answerTimeout());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		List<WaitingBeat> left = new ArrayList<>();
		this.queue.drainTo(left);
		left.forEach(beat -> beat.settle(Delivery.UNAVAILABLE));
		if (!left.isEmpty()) {
			log.info("turned {} beats away that were still waiting", left.size());
		}
		this.senders.clear();
		this.threads.clear();
		this.clients.clear();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Starts before the web server and stops after it. */
	@Override
	public int getPhase() {
		return 0;
	}

}
