package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.observer.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Commits beats in groups. Requests queue; a writer takes all that wait, commits them
 * together, and answers all. The next group forms while the last one commits: nobody
 * waits for a timer, and the group grows with the load.
 * <p>
 * A group that the store refuses is halved until the bad beat is alone; the others are
 * kept. While the store is away, beats are turned away at once and one writer asks until
 * it is back.
 */
@Component
class GroupCommit implements SmartLifecycle, Listener {

	private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

	private static final Duration IDLE = Duration.ofMillis(200);

	/** How long no beat comes until a group is taken to be whole. */
	private static final Duration LOOK = Duration.ofNanos(300_000);

	private final BeatStore store;

	private final IngestMetrics metrics;

	private final StateManagerProperties.Ingest settings;

	private final BlockingQueue<PendingBeat> queue;

	/** What each writer is writing. */
	private final Map<Thread, List<PendingBeat>> writing = new ConcurrentHashMap<>();

	private final List<Thread> writers = new ArrayList<>();

	private volatile boolean running;

	private volatile boolean storeAway;

	GroupCommit(BeatStore store, IngestMetrics metrics, StateManagerProperties properties) {
		this.store = store;
		this.metrics = metrics;
		this.settings = properties.ingest();
		this.queue = new ArrayBlockingQueue<>(this.settings.queueCapacity());
		metrics.watchQueue(this.queue);
	}

	/**
	 * Hands one beat over and waits for its commit.
	 * @param beat the beat
	 * @return what became of it
	 */
	BeatOutcome commit(ReceivedBeat beat) {
		return commit(List.of(beat)).getFirst();
	}

	/**
	 * Hands the beats of one request over and waits for their commits.
	 * @param beats the beats, in order
	 * @return an outcome a beat
	 */
	List<BeatOutcome> commit(List<ReceivedBeat> beats) {
		Submission submission = new Submission(beats.size());
		boolean open = this.running && !this.storeAway;
		for (int position = 0; position < beats.size(); position++) {
			if (!open) {
				submission.settle(position, BeatOutcome.UNAVAILABLE);
			}
			else if (!this.queue.offer(new PendingBeat(beats.get(position), submission, position))) {
				submission.settle(position, BeatOutcome.OVERLOADED);
			}
		}
		return submission.await();
	}

	/**
	 * Says whether beats are taken.
	 * @return whether the store answered when it was last asked
	 */
	@Override
	public boolean isListening() {
		return this.running && !this.storeAway;
	}

	/** How many beats wait for the next group. */
	int waiting() {
		return this.queue.size();
	}

	private void run() {
		while (this.running || !this.queue.isEmpty()) {
			List<PendingBeat> group = List.of();
			try {
				group = take();
				if (!group.isEmpty()) {
					long start = System.nanoTime();
					this.writing.put(Thread.currentThread(), group);
					write(group);
					rest(start, group.size());
				}
			}
			catch (InterruptedException ex) {
				// Nobody of ours interrupts a writer; it goes on until it is stopped.
				log.warn("a writer was interrupted", ex);
			}
			catch (RuntimeException ex) {
				// A mistake of ours must cost one group, not the writer.
				log.error("a group of {} beats failed", group.size(), ex);
				settle(group, BeatOutcome.UNAVAILABLE);
			}
		}
	}

	/**
	 * Lets the next group form. A commit costs the same for one beat and for a hundred;
	 * without a pause the writer takes the first few that come back and the many behind
	 * them wait for the processor. A beat that finds the writer idle never waits for
	 * this.
	 */
	private void rest(long start, int written) {
		long end = start + this.settings.maxPause().toNanos();
		GroupFormation formation = new GroupFormation(written, this.settings.maxBatch());
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			if (formation.isWhole(this.queue.size())) {
				return;
			}
			LockSupport.parkNanos(this, Math.min(left, LOOK.toNanos()));
		}
	}

	private List<PendingBeat> take() throws InterruptedException {
		PendingBeat first = this.queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
		if (first == null) {
			return List.of();
		}
		List<PendingBeat> group = new ArrayList<>();
		group.add(first);
		this.queue.drainTo(group, this.settings.maxBatch() - 1);
		return group;
	}

	/**
	 * Answers requests that have waited too long; what becomes of their beats is not
	 * known.
	 */
	@Scheduled(fixedDelayString = "PT0.1S")
	void giveUpOnTheOldest() {
		long limit = this.settings.answerTimeout().toNanos();
		for (List<PendingBeat> group : this.writing.values()) {
			group.stream().filter(pending -> pending.submission().age() > limit).forEach(GroupCommit::giveUp);
		}
		PendingBeat oldest = this.queue.peek();
		if (oldest != null && oldest.submission().age() > limit) {
			List<PendingBeat> old = this.queue.stream().filter(pending -> pending.submission().age() > limit).toList();
			this.queue.removeAll(Set.copyOf(old));
			old.forEach(GroupCommit::giveUp);
		}
	}

	private static void giveUp(PendingBeat pending) {
		pending.settle(BeatOutcome.UNAVAILABLE);
	}

	private void write(List<PendingBeat> group) {
		try {
			writeOrHalve(group);
		}
		catch (StoreUnavailableException ex) {
			log.warn("{}; turning beats away until it is back", ex.getMessage());
			this.storeAway = true;
			// What was settled before stays as it is: that much was committed.
			settle(group, BeatOutcome.UNAVAILABLE);
			awaitStore();
		}
	}

	private void writeOrHalve(List<PendingBeat> group) {
		try {
			long start = System.nanoTime();
			this.store.write(beatsOf(group), () -> {
				settle(group, BeatOutcome.COMMITTED);
				this.metrics.committed(group.size(), System.nanoTime() - start);
			});
		}
		catch (BeatsRefusedException ex) {
			if (group.size() == 1) {
				log.warn("refused a beat of {}: {}", group.getFirst().beat().id(), ex.getMessage());
				settle(group, BeatOutcome.REFUSED);
				return;
			}
			int half = group.size() / 2;
			writeOrHalve(group.subList(0, half));
			writeOrHalve(group.subList(half, group.size()));
		}
	}

	/**
	 * Everything that waits is turned away, and again what comes while the store is away.
	 */
	private void awaitStore() {
		while (this.running) {
			List<PendingBeat> waiting = new ArrayList<>();
			this.queue.drainTo(waiting);
			settle(waiting, BeatOutcome.UNAVAILABLE);
			if (this.store.answers()) {
				log.info("the store is back");
				break;
			}
			LockSupport.parkNanos(this, this.settings.probeInterval().toNanos());
		}
		this.storeAway = false;
	}

	private static List<ReceivedBeat> beatsOf(List<PendingBeat> group) {
		List<ReceivedBeat> beats = new ArrayList<>(group.size());
		for (PendingBeat pending : group) {
			beats.add(pending.beat());
		}
		return beats;
	}

	private static void settle(List<PendingBeat> group, BeatOutcome outcome) {
		for (PendingBeat pending : group) {
			pending.settle(outcome);
		}
	}

	@Override
	public void start() {
		this.running = true;
		for (int i = 1; i <= this.settings.writers(); i++) {
			this.writers.add(Thread.ofPlatform().name("group-commit-" + i).start(this::run));
		}
	}

	/** The web server has stopped by now: what still waits is committed. */
	@Override
	public void stop() {
		this.running = false;
		for (Thread writer : this.writers) {
			try {
				writer.join(this.settings.answerTimeout());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.writers.clear();
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
