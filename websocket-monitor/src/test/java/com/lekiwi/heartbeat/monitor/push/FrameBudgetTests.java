package com.lekiwi.heartbeat.monitor.push;

import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FrameBudgetTests {

	private final WireFrame frame = WireFrame.text("delta", "x".repeat(98));

	private final WireFrame equal = WireFrame.text("delta", "x".repeat(98));

	private final FrameBudget budget = new FrameBudget(200);

	@Test
	void aFrameCountsOnceHoweverManyWaitForIt() {
		for (int i = 0; i < 1_000; i++) {
			this.budget.hold(this.frame);
		}
		assertThat(this.budget.bytes()).isEqualTo(100);
		for (int i = 0; i < 999; i++) {
			this.budget.release(this.frame);
		}
		assertThat(this.budget.bytes()).isEqualTo(100);
		this.budget.release(this.frame);
		assertThat(this.budget.bytes()).isZero();
		this.budget.hold(this.frame);
		assertThat(this.budget.bytes()).isEqualTo(100);
	}

	@Test
	void framesThatSayTheSameTakeMemoryEach() {
		this.budget.hold(this.frame);
		this.budget.hold(this.equal);
		assertThat(this.budget.bytes()).isEqualTo(200);
		this.budget.release(this.equal);
		assertThat(this.budget.bytes()).isEqualTo(100);
	}

	@Test
	void theLimitMayBeReachedAndNotExceeded() {
		WireFrame least = WireFrame.close(1005, "");
		this.budget.hold(this.frame);
		this.budget.hold(this.equal);
		assertThat(this.budget.isExceeded()).isFalse();
		this.budget.hold(least);
		assertThat(this.budget.isExceeded()).isTrue();
		this.budget.release(least);
		assertThat(this.budget.isExceeded()).isFalse();
	}

}
