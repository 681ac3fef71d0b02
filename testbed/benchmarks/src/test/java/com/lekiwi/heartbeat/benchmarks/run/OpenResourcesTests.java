package com.lekiwi.heartbeat.benchmarks.run;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OpenResourcesTests {

	private final List<String> closed = new ArrayList<>();

	private final OpenResources resources = new OpenResources();

	@Test
	void theNewestIsClosedFirst() {
		open("store");
		open("server");
		this.resources.close();
		assertThat(this.closed).containsExactly("server", "store");
	}

	@Test
	void everyResourceIsClosedOnce() {
		AutoCloseable server = open("server");
		open("wrk");
		this.resources.close(server);
		this.resources.close();
		this.resources.close();
		assertThat(this.closed).containsExactly("server", "wrk");
	}

	@Test
	void oneThatCannotBeClosedDoesNotKeepTheOthersOpen() {
		open("store");
		this.resources.open(() -> () -> {
			throw new IllegalStateException("stuck");
		});
		this.resources.close();
		assertThat(this.closed).containsExactly("store");
	}

	@Test
	void nothingIsOpenedOnceTheRunIsBeingEnded() {
		this.resources.close();
		assertThatExceptionOfType(BenchmarkException.class).isThrownBy(() -> open("late"));
		assertThat(this.closed).isEmpty();
	}

	private AutoCloseable open(String name) {
		return this.resources.open(() -> () -> this.closed.add(name));
	}

}
