package com.lekiwi.heartbeat.fleet.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class OutboxTests {

	private final Outbox outbox = new Outbox(3);

	private Thread background;

	@Test
	void beatsLeaveInTheOrderOfTheirMaking() throws InterruptedException {
		add(1, 3);
		for (long seq = 1; seq <= 3; seq++) {
			assertThat(this.outbox.take().seq()).isEqualTo(seq);
			this.outbox.settled();
		}
		assertThat(this.outbox.unsettled()).isZero();
	}

	@Test
	void whenItIsFullTheOldestIsLetGo() throws InterruptedException {
		add(1, 3);
		assertThat(this.outbox.add(beat(4))).map(PendingBeat::seq).contains(1L);
		assertThat(this.outbox.unsettled()).isEqualTo(3);
		assertThat(this.outbox.take().seq()).isEqualTo(2);
	}

	@Test
	void theBeatInHandIsNeverLetGo() throws InterruptedException {
		add(1, 3);
		assertThat(this.outbox.take().seq()).isEqualTo(1);
		assertThat(this.outbox.add(beat(4))).isEmpty();
		assertThat(this.outbox.add(beat(5))).map(PendingBeat::seq).contains(2L);
		assertThat(this.outbox.unsettled()).isEqualTo(4);
	}

	@Test
	void nothingLeavesWhileTheWayIsClosed() {
		this.outbox.setOpen(false);
		add(1, 1);
		CompletableFuture<PendingBeat> taken = inBackground(this.outbox::take);
		await().until(() -> this.background.getState() == Thread.State.WAITING);
		this.outbox.setOpen(true);
		await().until(taken::isDone);
		assertThat(taken.join().seq()).isEqualTo(1);
	}

	@Test
	void aBeatInHandIsHeldUntilTheWayIsOpen() {
		this.outbox.setOpen(false);
		CompletableFuture<Boolean> held = inBackground(() -> {
			this.outbox.hold(Duration.ofMillis(1));
			return true;
		});
		await().until(() -> this.background.getState() == Thread.State.WAITING);
		this.outbox.setOpen(true);
		await().until(held::isDone);
		assertThat(held).isCompletedWithValue(true);
	}

	@Test
	void anOutboxWithoutRoomIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Outbox(0));
	}

	private void add(int from, int to) {
		for (int seq = from; seq <= to; seq++) {
			assertThat(this.outbox.add(beat(seq))).isEmpty();
		}
	}

	private static PendingBeat beat(long seq) {
		return new PendingBeat(
				new Heartbeat("b-1", seq, null, null, null, null, null, null, null, null, null, null, null, null), 0);
	}

	private <T> CompletableFuture<T> inBackground(Waiting<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.background = Thread.ofVirtual().name("taker").start(() -> {
			try {
				result.complete(action.run());
			}
			catch (InterruptedException ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	private interface Waiting<T> {

		T run() throws InterruptedException;

	}

}
