package com.lekiwi.heartbeat.adapter.edgelog;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads the lines that were received, and hands each to all who count. */
@Component
class EdgeLogReader implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(EdgeLogReader.class);

	private final LineReader reader = new LineReader();

	private final LineQueue queue;

	private final LineCounts counts;

	private final TrafficMetrics metrics;

	private final ErrorRates rates;

	private final AddressGroups groups;

	private final RowCollector rows;

	private volatile boolean running;

	private volatile @Nullable Thread thread;

	EdgeLogReader(LineQueue queue, LineCounts counts, TrafficMetrics metrics, ErrorRates rates, AddressGroups groups,
			RowCollector rows) {
		this.queue = queue;
		this.counts = counts;
		this.metrics = metrics;
		this.rates = rates;
		this.groups = groups;
		this.rows = rows;
	}

	private void run() {
		while (this.running || this.queue.size() > 0) {
			try {
				read(this.queue.take());
			}
			catch (InterruptedException ex) {
				// Nobody of ours interrupts it; it goes on until it is stopped.
				log.warn("the reader of the edge's log was interrupted", ex);
			}
			catch (RuntimeException ex) {
				// A mistake of ours must cost a batch, not the reader.
				log.error("lines of the edge's log could not be counted", ex);
			}
		}
	}

	private void read(List<byte[]> lines) {
		for (byte[] line : lines) {
			switch (this.reader.read(line)) {
				case EdgeLine.Request request -> {
					this.counts.count(LineCounts.Fate.REQUEST);
					this.metrics.count(request);
					this.rates.count(request);
					this.groups.count(request);
					this.rows.add(request);
				}
				case EdgeLine.Copy copy -> {
					this.counts.count(LineCounts.Fate.COPY);
					this.metrics.count(copy);
				}
				case EdgeLine.Refused _ -> this.counts.count(LineCounts.Fate.REFUSED);
				case EdgeLine.Malformed _ -> this.counts.count(LineCounts.Fate.MALFORMED);
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.thread = Thread.ofPlatform().name("edge-log-reader").start(this::run);
	}

	/** What was received is read. */
	@Override
	public void stop() {
		this.running = false;
		Thread reading = this.thread;
		if (reading != null) {
			Threads.join(reading);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Starts after the writer, and stops before it. */
	@Override
	public int getPhase() {
		return 2;
	}

}
