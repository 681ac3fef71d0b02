package com.lekiwi.heartbeat.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TableTests {

	@Test
	void columnsAreAsWideAsTheirWidestCell() {
		Table table = new Table("", "per second", "p99");
		table.row(List.of("floor", "41,000", "3.10"));
		table.row(List.of("durable", "9", "12.25"));
		assertThat(table.lines()).containsExactly("         per second    p99", "floor        41,000   3.10",
				"durable           9  12.25");
	}

	@Test
	void aRowOfAnotherLengthIsAnError() {
		Table table = new Table("", "per second");
		assertThatIllegalArgumentException().isThrownBy(() -> table.row(List.of("floor")));
	}

}
