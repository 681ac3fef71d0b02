package com.lekiwi.heartbeat.benchmarks.browser;

import java.util.stream.IntStream;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageFiguresTests {

	private final PageFigures page = new PageFigures();

	@Test
	void framesAreCountedAndTheLongOnesApart() {
		IntStream.range(0, 196).forEach(_ -> this.page.frame(16.7));
		this.page.frame(50);
		this.page.frame(50.1);
		this.page.frame(80);
		this.page.frame(300);
		this.page.look(1 << 20, 10);
		assertThat(this.page.figures()).containsEntry("frame_p50_ms", 16.7)
			.containsEntry("frame_p99_ms", 50.1)
			.containsEntry("frame_longest_ms", 300.0)
			.containsEntry("frames_over_50ms_share", 0.015)
			.containsEntry("frames_per_s", 53.3);
	}

	@Test
	void theHeapIsThatOfTheFirstAndOfTheLastMinute() {
		this.page.frame(16.7);
		IntStream.range(0, 300).forEach(second -> this.page.look((second + 1L) << 20, 1_000 - second));
		assertThat(this.page.figures()).containsEntry("heap_start_mb", 30.5)
			.containsEntry("heap_end_mb", 270.5)
			.containsEntry("heap_max_mb", 300.0)
			.containsEntry("elements", 1_000L);
	}

	@Test
	void ofAShortRunItIsThatOfTheFirstAndOfTheLastThird() {
		this.page.frame(16.7);
		IntStream.range(0, 9).forEach(second -> this.page.look((second + 1L) << 20, 1));
		assertThat(this.page.figures()).containsEntry("heap_start_mb", 2.0).containsEntry("heap_end_mb", 8.0);
	}

	@Test
	void aPageThatDrewNothingHasNoFigures() {
		assertThatExceptionOfType(BenchmarkException.class).isThrownBy(this.page::figures);
	}

}
