package com.lekiwi.heartbeat.monitor.push;

/**
 * Counts frames on one thread, and tells the metrics of many at once: most are of the
 * kind of the one before.
 */
final class FrameTally {

	private final PushMetrics metrics;

	private String kind = "";

	private long count;

	FrameTally(PushMetrics metrics) {
		this.metrics = metrics;
	}

	void count(String sent) {
		if (!sent.equals(this.kind)) {
			tell();
			this.kind = sent;
		}
		this.count++;
	}

	/** Until then the metrics do not know of the last ones. */
	void tell() {
		if (this.count > 0) {
			this.metrics.sent(this.kind, this.count);
			this.count = 0;
		}
	}

}
