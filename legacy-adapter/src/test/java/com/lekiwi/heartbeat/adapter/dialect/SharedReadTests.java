package com.lekiwi.heartbeat.adapter.dialect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.adapter.fleet.FleetAwayException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class SharedReadTests {

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	private final AtomicInteger committed = new AtomicInteger();

	private final AtomicInteger begun = new AtomicInteger();

	/** One permit lets one read go on. */
	private final Semaphore reads = new Semaphore(0);

	private final SharedRead<Integer> shared = new SharedRead<>(() -> {
		int seen = this.committed.get();
		this.begun.incrementAndGet();
		this.reads.acquireUninterruptibly();
		return seen;
	}, Duration.ofSeconds(30));

	@AfterEach
	void end() {
		this.reads.release(1_000);
		this.callers.close();
	}

	@Test
	void whoComesWhileItIsReadSharesTheNextReadAndSeesWhatWasCommittedBefore() throws Exception {
		Future<Integer> first = this.callers.submit(this.shared::get);
		Awaitility.await().until(() -> this.begun.get() == 1);
		this.committed.set(1);
		CountDownLatch asking = new CountDownLatch(50);
		List<Future<Integer>> later = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			later.add(this.callers.submit(() -> {
				asking.countDown();
				return this.shared.get();
			}));
		}
		asking.await();
		this.reads.release();
		assertThat(first.get()).isZero();
		this.reads.release(50);
		for (Future<Integer> answer : later) {
			assertThat(answer.get()).isEqualTo(1);
		}
		// Those that had not asked yet when the second read began share one more.
		assertThat(this.begun).hasValueLessThan(10);
	}

	@Test
	void oneAfterTheOtherReadsEachTime() {
		this.reads.release(2);
		assertThat(this.shared.get()).isZero();
		this.committed.set(1);
		assertThat(this.shared.get()).isEqualTo(1);
	}

	@Test
	void aReadThatFailsFailsForAllWhoShareItAndForNobodyAfter() throws Exception {
		AtomicInteger times = new AtomicInteger();
		SharedRead<Integer> failing = new SharedRead<>(() -> {
			if (times.incrementAndGet() == 1) {
				throw new FleetAwayException(new IllegalStateException("on purpose"));
			}
			return 7;
		}, Duration.ofSeconds(30));
		assertThatExceptionOfType(FleetAwayException.class).isThrownBy(failing::get);
		assertThat(failing.get()).isEqualTo(7);
	}

	@Test
	void whoWaitsBehindAReadThatFailsNeedNotSeeItFailAgain() throws Exception {
		AtomicInteger times = new AtomicInteger();
		SharedRead<Integer> failing = new SharedRead<>(() -> {
			this.begun.incrementAndGet();
			this.reads.acquireUninterruptibly();
			if (times.incrementAndGet() == 1) {
				throw new FleetAwayException(new IllegalStateException("on purpose"));
			}
			return 7;
		}, Duration.ofSeconds(30));
		Future<Integer> first = this.callers.submit(failing::get);
		Awaitility.await().until(() -> this.begun.get() == 1);
		AtomicReference<Thread> waiter = new AtomicReference<>();
		Future<Integer> second = this.callers.submit(() -> {
			waiter.set(Thread.currentThread());
			return failing.get();
		});
		Awaitility.await().until(() -> waiter.get() != null && waiter.get().getState() == Thread.State.TIMED_WAITING);
		this.reads.release();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(second::get)
			.withCauseInstanceOf(FleetAwayException.class);
		assertThat(this.begun).hasValue(1);
		this.reads.release();
		assertThat(failing.get()).isEqualTo(7);
	}

	@Test
	void nobodyWaitsForEverBehindAReadThatHangs() throws Exception {
		SharedRead<Integer> hanging = new SharedRead<>(() -> {
			this.begun.incrementAndGet();
			this.reads.acquireUninterruptibly();
			return 1;
		}, Duration.ofMillis(50));
		Future<Integer> leader = this.callers.submit(hanging::get);
		Awaitility.await().until(() -> this.begun.get() == 1);
		Future<Integer> second = this.callers.submit(hanging::get);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(second::get)
			.withCauseInstanceOf(FleetAwayException.class);
		this.reads.release();
		assertThat(leader.get()).isEqualTo(1);
		this.reads.release();
		assertThat(hanging.get()).isEqualTo(1);
	}

}
