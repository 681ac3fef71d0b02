package com.lekiwi.heartbeat.adapter.dialect;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.lekiwi.heartbeat.adapter.fleet.FleetAwayException;
import org.jspecify.annotations.Nullable;

/**
 * Reads once for all who ask meanwhile. Whoever asks while a read is under way gets the
 * next one, never that one: what was committed before he asked is in his answer. So there
 * is one read at a time, however many ask, and nothing is kept.
 *
 * @param <T> what is read; it is shared, and nobody changes it
 */
final class SharedRead<T> {

	private final Supplier<T> read;

	private final long timeoutNanos;

	private final ReentrantLock reading = new ReentrantLock();

	/** Why the last read failed; absent when it did not. */
	private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

	/** The read that has not begun. */
	private final AtomicReference<@Nullable CompletableFuture<T>> next = new AtomicReference<>();

	SharedRead(Supplier<T> read, Duration timeout) {
		this.read = read;
		this.timeoutNanos = timeout.toNanos();
	}

	/**
	 * Reads, or shares a read that begins after this call.
	 * @return what was read
	 * @throws FleetAwayException if that fails or takes too long
	 */
	T get() {
		CompletableFuture<T> mine = new CompletableFuture<>();
		CompletableFuture<T> shared = this.next.compareAndExchange(null, mine);
		if (shared != null) {
			return await(shared);
		}
		lead(mine);
		return await(mine);
	}

	private void lead(CompletableFuture<T> mine) {
		boolean waited = !this.reading.tryLock();
		try {
			boolean turn = !waited || this.reading.tryLock(this.timeoutNanos, TimeUnit.NANOSECONDS);
			// From here on, whoever comes is late for this read.
			this.next.set(null);
			if (turn) {
				readFor(mine, waited);
			}
			else {
				mine.completeExceptionally(new TimeoutException("the read before takes too long"));
			}
		}
		catch (InterruptedException ex) {
			this.next.set(null);
			mine.completeExceptionally(ex);
			Thread.currentThread().interrupt();
		}
	}

	/** Whoever waited behind a read that failed need not wait to see it fail again. */
	private void readFor(CompletableFuture<T> mine, boolean waited) {
		try {
			RuntimeException before = this.failure.get();
			if (waited && before != null) {
				mine.completeExceptionally(before);
				return;
			}
			mine.complete(this.read.get());
			this.failure.set(null);
		}
		catch (RuntimeException ex) {
			this.failure.set(ex);
			mine.completeExceptionally(ex);
		}
		finally {
			this.reading.unlock();
		}
	}

	private T await(CompletableFuture<T> shared) {
		try {
			return shared.get(this.timeoutNanos, TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof FleetAwayException away) ? away : new FleetAwayException(ex);
		}
		catch (TimeoutException ex) {
			throw new FleetAwayException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new FleetAwayException(ex);
		}
	}

}
