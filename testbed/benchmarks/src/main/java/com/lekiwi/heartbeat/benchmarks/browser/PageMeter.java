package com.lekiwi.heartbeat.benchmarks.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.browser.Browser;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the dashboard once a second, while it is scrolled for half of the time. The
 * page itself times its frames, and hands them over when it is looked at.
 */
final class PageMeter {

	private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

	/** Seconds of scrolling, and then as many of rest. */
	private static final int TURN = 5;

	/**
	 * 32 pixels a frame, to the end and back: some 2,000 a second, as with a wheel that
	 * is turned fast.
	 */
	private static final String METER = """
			window.meter = { frames: [], last: null, scrolls: false, way: 1 };
			const tick = now => {
			  if (meter.last !== null) meter.frames.push(now - meter.last);
			  meter.last = now;
			  if (meter.scrolls) {
			    const before = scrollY;
			    scrollBy({ top: 32 * meter.way, behavior: 'instant' });
			    if (scrollY === before) meter.way = -meter.way;
			  }
			  requestAnimationFrame(tick);
			};
			requestAnimationFrame(tick);""";

	private static final String LOOK = """
			return { frames: meter.frames.splice(0), elements: document.getElementsByTagName('*').length,
			  level: document.querySelector('[data-testid=freshness]').dataset.level };""";

	private final Browser browser;

	PageMeter(Browser browser) {
		this.browser = browser;
	}

	/** Opens the page, and returns when it shows all robots as they are now. */
	void open(URI url, int robots) {
		String all = String.format(Locale.ROOT, "%1$,d of %1$,d", robots);
		this.browser.open(url);
		Waiting.until("the page to show " + all,
				() -> this.browser.text("[data-testid=shown]").equals(all) && level().equals("live"));
		this.browser.driver().executeCdpCommand("Performance.enable", Map.of());
		this.browser.run(METER);
	}

	private String level() {
		return this.browser.attribute("[data-testid=freshness]", "data-level").orElse("");
	}

	/**
	 * Looks for a while.
	 * @param window for how long
	 * @return what was seen
	 * @throws BenchmarkException if the page says that its data is not live
	 */
	PageFigures measure(Duration window) {
		PageFigures seen = new PageFigures();
		look(true);
		long began = System.nanoTime();
		for (int second = 1; second <= window.toSeconds(); second++) {
			Waiting.untilNanos(began + second * LOOK_NANOS);
			Map<?, ?> look = look(second / TURN % 2 == 0);
			if (!"live".equals(look.get("level"))) {
				throw new BenchmarkException(
						"after " + second + " s the page says: " + this.browser.text("[data-testid=freshness]") + ", "
								+ this.browser.text("[data-testid=notice]"));
			}
			for (Object frame : (List<?>) Objects.requireNonNull(look.get("frames"))) {
				seen.frame(number(frame));
			}
			seen.look(heapBytes(), (long) number(look.get("elements")));
		}
		return seen;
	}

	private Map<?, ?> look(boolean scrolls) {
		return (Map<?, ?>) Objects.requireNonNull(this.browser.run("meter.scrolls = " + scrolls + "; " + LOOK));
	}

	private long heapBytes() {
		Map<?, ?> answer = this.browser.driver().executeCdpCommand("Performance.getMetrics", Map.of());
		for (Object metric : (List<?>) Objects.requireNonNull(answer.get("metrics"))) {
			Map<?, ?> named = (Map<?, ?>) metric;
			if ("JSHeapUsedSize".equals(named.get("name"))) {
				return (long) number(named.get("value"));
			}
		}
		throw new BenchmarkException("Chromium does not say how large the heap is");
	}

	private static double number(@Nullable Object value) {
		return ((Number) Objects.requireNonNull(value)).doubleValue();
	}

}
