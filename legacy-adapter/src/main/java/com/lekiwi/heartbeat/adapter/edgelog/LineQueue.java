package com.lekiwi.heartbeat.adapter.edgelog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;

import org.springframework.stereotype.Component;

/** Lines between who receives and who reads them: so many, and no more. */
@Component
class LineQueue {

	private static final int BATCH = 1000;

	private static final long LOOK_MS = 100;

	private final BlockingQueue<byte[]> lines;

	LineQueue(AdapterSettings settings, LineCounts counts) {
		this.lines = new ArrayBlockingQueue<>(settings.edgeLog().queueCapacity());
		counts.watch(this.lines);
	}

	/** Whether there was room. */
	boolean offer(byte[] line) {
		return this.lines.offer(line);
	}

	/** All that wait, or the first that comes soon. */
	List<byte[]> take() throws InterruptedException {
		List<byte[]> taken = new ArrayList<>();
		byte[] first = this.lines.poll(LOOK_MS, TimeUnit.MILLISECONDS);
		if (first != null) {
			taken.add(first);
			this.lines.drainTo(taken, BATCH - 1);
		}
		return taken;
	}

	int size() {
		return this.lines.size();
	}

}
