package com.lekiwi.heartbeat.stack.edge;

import org.jspecify.annotations.Nullable;

/**
 * The legacy beside the new system.
 *
 * @param present whether there is one; then half of the simulated robots speak its
 * dialect
 * @param newPercent how many percent of these the new system serves, 0 to 100;
 * {@code null} for as many as before, and none at first
 */
public record LegacySide(boolean present, @Nullable Integer newPercent) {

	/** None, nor a split. */
	public static final LegacySide ABSENT = new LegacySide(false, null);

	/** The split is what it was. */
	public static final LegacySide PRESENT = new LegacySide(true, null);

	/** How many percent of the simulated robots speak its dialect. */
	private static final int ROBOTS_PERCENT = 50;

	private static final int HIGHEST = 100;

	/** Checks the share. */
	public LegacySide {
		if (newPercent != null && !present) {
			throw new IllegalArgumentException("without a legacy nothing is split");
		}
		if (newPercent != null && (newPercent < 0 || newPercent > HIGHEST)) {
			throw new IllegalArgumentException("the split must be 0 to 100 percent");
		}
	}

	/**
	 * With a split of its own.
	 * @param percent how many percent the new system serves
	 * @return the legacy
	 */
	public static LegacySide splitAt(int percent) {
		return new LegacySide(true, percent);
	}

	/**
	 * How many percent of the simulated robots speak the legacy's dialect.
	 * @return 0 to 100
	 */
	public int robotsPercent() {
		return this.present ? ROBOTS_PERCENT : 0;
	}

}
