package com.lekiwi.heartbeat.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table for a terminal: the first column to the left, all others to the right. */
public final class Table {

	private static final String GAP = "  ";

	private final List<List<String>> rows = new ArrayList<>();

	/**
	 * Starts a table.
	 * @param heads the columns' heads
	 */
	public Table(String... heads) {
		this.rows.add(List.of(heads));
	}

	/**
	 * Adds a row.
	 * @param cells as many as there are columns
	 */
	public void row(List<String> cells) {
		if (cells.size() != this.rows.getFirst().size()) {
			throw new IllegalArgumentException("a row of " + cells.size() + " cells");
		}
		this.rows.add(List.copyOf(cells));
	}

	/**
	 * Lays the table out.
	 * @return its lines
	 */
	public List<String> lines() {
		int[] widths = IntStream.range(0, this.rows.getFirst().size())
			.map(column -> this.rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
			.toArray();
		return this.rows.stream().map(row -> line(row, widths)).toList();
	}

	private static String line(List<String> row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int column = 0; column < widths.length; column++) {
			String padding = " ".repeat(widths[column] - row.get(column).length());
			line.append((column == 0) ? row.get(column) + padding : GAP + padding + row.get(column));
		}
		return line.toString().stripTrailing();
	}

}
