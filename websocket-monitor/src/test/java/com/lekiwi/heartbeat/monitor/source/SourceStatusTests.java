package com.lekiwi.heartbeat.monitor.source;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import com.lekiwi.heartbeat.monitor.fixture.Robots;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourceStatusTests {

	private static final Instant NOW = Robots.START;

	private final SourceStatus status = new SourceStatus(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void beforeTheFirstReadingNothingIsKnown() {
		assertThat(this.status.state().loaded()).isFalse();
		this.status.subscribed();
		this.status.confirmed(NOW);
		assertThat(this.status.state().loaded()).isFalse();
	}

	@Test
	void aGapBeginsWhereTheLastCertaintyEnds() {
		live();
		this.status.confirmed(NOW.plusSeconds(9));
		this.status.redisLost();
		assertThat(this.status.state().gaps())
			.containsExactly(new Gap(GapReason.UPDATES_LOST, NOW.plusSeconds(9), null));
	}

	@Test
	void whatArrivesDuringAGapConfirmsNothing() {
		live();
		this.status.updateLost();
		this.status.confirmed(NOW.plusSeconds(9));
		assertThat(this.status.state().freshAsOf()).isEqualTo(NOW);
	}

	@Test
	void aReadingThatBeganBeforeTheLossDoesNotEndTheGap() {
		live();
		long losses = this.status.losses();
		this.status.updateLost();
		this.status.loaded(NOW.plusSeconds(1), losses);
		assertThat(this.status.state().gaps().getFirst().to()).isNull();
		this.status.loaded(NOW.plusSeconds(2), this.status.losses());
		assertThat(this.status.state().gaps().getFirst().to()).isEqualTo(NOW);
	}

	@Test
	void whileRedisIsAwayReadingsKeepTheDataFreshAndTheGapOpen() {
		live();
		this.status.redisLost();
		this.status.loaded(NOW.plusSeconds(5), this.status.losses());
		assertThat(this.status.state().freshAsOf()).isEqualTo(NOW.plusSeconds(5));
		assertThat(this.status.state().gaps().getFirst().to()).isNull();
	}

	@Test
	void thatStateManagerIsAwayIsNewsOnce() {
		live();
		assertThat(this.status.stateManagerAway()).isTrue();
		assertThat(this.status.stateManagerAway()).isFalse();
		assertThat(this.status.state().stateManagerUp()).isFalse();
	}

	private void live() {
		this.status.subscribed();
		this.status.loaded(NOW, this.status.losses());
	}

}
