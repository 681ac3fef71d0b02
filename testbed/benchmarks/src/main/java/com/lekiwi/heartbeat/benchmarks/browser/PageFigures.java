package com.lekiwi.heartbeat.benchmarks.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.report.Medians;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** What a page was seen to do, look after look. */
final class PageFigures {

	/** A person sees that a frame took longer. */
	private static final double LONG_MS = 50;

	private static final double MS_PER_SECOND = 1_000;

	/** Looks, one a second, of which a median is taken at most. */
	private static final int MINUTE = 60;

	private static final double BYTES_PER_MB = 1 << 20;

	private final Latencies frames = new Latencies();

	private final List<Double> heapMb = new ArrayList<>();

	private double framesMs;

	private long longFrames;

	private long elements;

	/** A frame was followed by the next after so many milliseconds. */
	void frame(double ms) {
		this.frames.add(ms);
		this.framesMs += ms;
		if (ms > LONG_MS) {
			this.longFrames++;
		}
	}

	/**
	 * The page was looked at.
	 * @param heapBytes that its JavaScript used
	 * @param inDocument how many elements there were
	 */
	void look(long heapBytes, long inDocument) {
		this.heapMb.add(heapBytes / BYTES_PER_MB);
		this.elements = Math.max(this.elements, inDocument);
	}

	/** By the keys of the report. */
	Map<String, Number> figures() {
		if (this.frames.count() == 0 || this.heapMb.isEmpty()) {
			throw new BenchmarkException("the page drew nothing");
		}
		int part = Math.clamp(this.heapMb.size() / 3, 1, MINUTE);
		Map<String, Number> figures = new LinkedHashMap<>();
		figures.put("frame_p50_ms", Medians.rounded(this.frames.percentile(50), 1));
		figures.put("frame_p99_ms", Medians.rounded(this.frames.percentile(99), 1));
		figures.put("frame_longest_ms", Medians.rounded(this.frames.percentile(100), 1));
		figures.put("frames_over_50ms_share", Medians.rounded((double) this.longFrames / this.frames.count(), 4));
		figures.put("frames_per_s", Medians.rounded(this.frames.count() * MS_PER_SECOND / this.framesMs, 1));
		figures.put("heap_start_mb", Medians.rounded(Medians.median(this.heapMb.subList(0, part)), 1));
		figures.put("heap_end_mb",
				Medians.rounded(Medians.median(this.heapMb.subList(this.heapMb.size() - part, this.heapMb.size())), 1));
		figures.put("heap_max_mb",
				Medians.rounded(this.heapMb.stream().mapToDouble(Double::doubleValue).max().orElseThrow(), 1));
		figures.put("elements", this.elements);
		return figures;
	}

}
