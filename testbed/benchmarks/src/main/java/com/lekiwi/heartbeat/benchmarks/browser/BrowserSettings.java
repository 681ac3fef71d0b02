package com.lekiwi.heartbeat.benchmarks.browser;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the benchmark runs.
 *
 * @param robots how many the page shows
 * @param beatsPerSecond how many of them beat in a second
 * @param window for how long it is measured
 * @param warmUp before that
 */
record BrowserSettings(int robots, int beatsPerSecond, Duration window, Duration warmUp) {

	/** Of the page, in pixels. */
	static final int WIDTH = 1_280;

	static final int HEIGHT = 900;

	/** Copied into the report. */
	Map<String, Object> asMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("robots", this.robots);
		map.put("beats_per_second", this.beatsPerSecond);
		map.put("window_seconds", this.window.toSeconds());
		map.put("warm_up_seconds", this.warmUp.toSeconds());
		map.put("page", WIDTH + "x" + HEIGHT);
		return map;
	}

}
