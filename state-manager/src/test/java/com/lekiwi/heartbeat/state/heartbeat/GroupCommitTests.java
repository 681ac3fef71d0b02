package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class GroupCommitTests {

	private final FakeStore store = new FakeStore();

	private GroupCommit commits = commits(1_000, 100);

	@AfterEach
	void stop() {
		this.store.open.countDown();
		this.commits.stop();
	}

	@Test
	void whatWaitsWhileAGroupCommitsIsTheNextGroup() throws Exception {
		try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
			this.store.hold();
			List<Future<BeatOutcome>> answers = new ArrayList<>();
			answers.add(requests.submit(() -> this.commits.commit(beat("first"))));
			this.store.awaitHeld();
			for (int i = 0; i < 50; i++) {
				String id = "next-" + i;
				answers.add(requests.submit(() -> this.commits.commit(beat(id))));
			}
			Awaitility.await().until(() -> this.commits.waiting() == 50);
			this.store.open.countDown();
			for (Future<BeatOutcome> answer : answers) {
				assertThat(answer.get()).isEqualTo(BeatOutcome.COMMITTED);
			}
		}
		assertThat(this.store.groups).extracting(List::size).containsExactly(1, 50);
	}

	@Test
	void badBeatsAreFoundByHalvingAndTheOthersAreKept() {
		this.store.poison = Set.of("r-3", "r-17", "r-18");
		List<BeatOutcome> outcomes = this.commits.commit(IntStream.range(0, 40).mapToObj(i -> beat("r-" + i)).toList());
		for (int i = 0; i < 40; i++) {
			assertThat(outcomes.get(i)).as("r-" + i)
				.isEqualTo(this.store.poison.contains("r-" + i) ? BeatOutcome.REFUSED : BeatOutcome.COMMITTED);
		}
		assertThat(this.store.committed).hasSize(37);
	}

	@Test
	void whatWasCommittedBeforeTheStoreWentAwayStaysAcknowledged() throws Exception {
		this.store.poison = Set.of("r-7");
		this.store.writesLeft.set(2);
		try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
			this.store.hold();
			Future<BeatOutcome> first = requests.submit(() -> this.commits.commit(beat("first")));
			this.store.awaitHeld();
			Future<List<BeatOutcome>> group = requests
				.submit(() -> this.commits.commit(IntStream.range(0, 8).mapToObj(i -> beat("r-" + i)).toList()));
			Awaitility.await().until(() -> this.commits.waiting() == 8);
			this.store.open.countDown();
			assertThat(first.get()).isEqualTo(BeatOutcome.COMMITTED);
			assertThat(group.get().subList(0, 4)).containsOnly(BeatOutcome.COMMITTED);
			assertThat(group.get().subList(4, 8)).containsOnly(BeatOutcome.UNAVAILABLE);
		}
		assertThat(this.store.committed).containsExactlyInAnyOrder("first", "r-0", "r-1", "r-2", "r-3");
	}

	@Test
	void whileTheStoreIsAwayBeatsAreTurnedAwayAndTakenWhenItIsBack() {
		this.store.away = true;
		assertThat(this.commits.commit(beat("a"))).isEqualTo(BeatOutcome.UNAVAILABLE);
		assertThat(this.commits.isListening()).isFalse();
		assertThat(this.commits.commit(beat("b"))).isEqualTo(BeatOutcome.UNAVAILABLE);
		this.store.away = false;
		Awaitility.await().until(this.commits::isListening);
		assertThat(this.commits.commit(beat("c"))).isEqualTo(BeatOutcome.COMMITTED);
		assertThat(this.store.committed).containsExactly("c");
	}

	@Test
	void moreThanTheQueueHoldsIsTurnedAwayAtOnce() throws Exception {
		this.commits.stop();
		this.commits = commits(10, 5);
		try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
			this.store.hold();
			Future<BeatOutcome> held = requests.submit(() -> this.commits.commit(beat("first")));
			this.store.awaitHeld();
			Future<List<BeatOutcome>> full = requests
				.submit(() -> this.commits.commit(IntStream.range(0, 10).mapToObj(i -> beat("r-" + i)).toList()));
			Awaitility.await().until(() -> this.commits.waiting() == 10);
			assertThat(this.commits.commit(beat("too-many"))).isEqualTo(BeatOutcome.OVERLOADED);
			this.store.open.countDown();
			assertThat(held.get()).isEqualTo(BeatOutcome.COMMITTED);
			assertThat(full.get()).containsOnly(BeatOutcome.COMMITTED);
		}
		assertThat(this.store.groups).extracting(List::size).containsExactly(1, 5, 5);
	}

	@Test
	void requestsThatWaitTooLongAreAnsweredWithoutAPromise() throws Exception {
		try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
			this.store.hold();
			Future<BeatOutcome> writing = requests.submit(() -> this.commits.commit(beat("writing")));
			this.store.awaitHeld();
			Future<BeatOutcome> waiting = requests.submit(() -> this.commits.commit(beat("waiting")));
			Awaitility.await().until(() -> this.commits.waiting() == 1);
			Awaitility.await().until(() -> {
				this.commits.giveUpOnTheOldest();
				return writing.isDone() && waiting.isDone();
			});
			assertThat(writing.get()).isEqualTo(BeatOutcome.UNAVAILABLE);
			assertThat(waiting.get()).isEqualTo(BeatOutcome.UNAVAILABLE);
			assertThat(this.commits.waiting()).isZero();
		}
	}

	@Test
	void aMistakeInTheStoreCostsOneGroupAndNotTheWriter() {
		this.store.broken = true;
		assertThat(this.commits.commit(beat("a"))).isEqualTo(BeatOutcome.UNAVAILABLE);
		this.store.broken = false;
		assertThat(this.commits.commit(beat("b"))).isEqualTo(BeatOutcome.COMMITTED);
	}

	@Test
	void whatWaitsWhenTheServiceStopsIsCommitted() throws Exception {
		try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
			this.store.hold();
			Future<BeatOutcome> first = requests.submit(() -> this.commits.commit(beat("first")));
			this.store.awaitHeld();
			Future<BeatOutcome> second = requests.submit(() -> this.commits.commit(beat("second")));
			Awaitility.await().until(() -> this.commits.waiting() == 1);
			Future<?> stopping = requests.submit((Runnable) this.commits::stop);
			Awaitility.await().until(() -> !this.commits.isRunning());
			this.store.open.countDown();
			stopping.get();
			assertThat(first.get()).isEqualTo(BeatOutcome.COMMITTED);
			assertThat(second.get()).isEqualTo(BeatOutcome.COMMITTED);
		}
		assertThat(this.commits.commit(beat("late"))).isEqualTo(BeatOutcome.UNAVAILABLE);
	}

	private GroupCommit commits(int capacity, int maxBatch) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		source.put("heartbeat.ingest.queue-capacity", capacity);
		source.put("heartbeat.ingest.max-batch", maxBatch);
		source.put("heartbeat.ingest.answer-timeout", Duration.ofSeconds(2));
		source.put("heartbeat.ingest.probe-interval", Duration.ofMillis(50));
		StateManagerProperties properties = new Binder(source).bindOrCreate("heartbeat", StateManagerProperties.class);
		GroupCommit made = new GroupCommit(this.store, new IngestMetrics(new SimpleMeterRegistry()), properties);
		made.start();
		return made;
	}

	private static ReceivedBeat beat(String id) {
		return new ReceivedBeat(new RobotId(id),
				new Heartbeat("b", 1, null, null, null, null, null, null, null, null, null, null, null, null),
				Instant.EPOCH);
	}

	/** A store in memory that can be held, poisoned, broken and taken away. */
	private static final class FakeStore implements BeatStore {

		private final Set<String> committed = ConcurrentHashMap.newKeySet();

		private final List<List<String>> groups = Collections.synchronizedList(new ArrayList<>());

		private final CountDownLatch held = new CountDownLatch(1);

		private volatile CountDownLatch open = new CountDownLatch(0);

		private volatile Set<String> poison = Set.of();

		private volatile boolean away;

		private volatile boolean broken;

		private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);

		void hold() {
			this.open = new CountDownLatch(1);
		}

		void awaitHeld() throws InterruptedException {
			this.held.await();
		}

		@Override
		public void write(List<ReceivedBeat> beats, Runnable onCommit) {
			this.held.countDown();
			try {
				this.open.await();
			}
			catch (InterruptedException ex) {
				throw new StoreUnavailableException(ex);
			}
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
			if (this.away || this.writesLeft.get() == 0) {
				throw new StoreUnavailableException(new IllegalStateException("away"));
			}
			List<String> ids = beats.stream().map(beat -> beat.id().value()).toList();
			if (ids.stream().anyMatch(this.poison::contains)) {
				throw new BeatsRefusedException(new IllegalStateException("poison"));
			}
			this.writesLeft.decrementAndGet();
			this.groups.add(ids);
			this.committed.addAll(ids);
			onCommit.run();
		}

		@Override
		public boolean answers() {
			return !this.away;
		}

	}

}
