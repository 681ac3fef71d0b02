package com.lekiwi.heartbeat.adapter.edgelog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Requests that wait for the store: so many, and no more. While it is away, the oldest
 * are kept: they tell how it began.
 */
final class PendingRequests {

	private final int capacity;

	private final Deque<LoggedRequest> waiting = new ArrayDeque<>();

	PendingRequests(int capacity) {
		this.capacity = capacity;
	}

	/** Whether there was room. */
	synchronized boolean add(LoggedRequest request) {
		return this.waiting.size() < this.capacity && this.waiting.add(request);
	}

	synchronized List<LoggedRequest> take(int max) {
		List<LoggedRequest> taken = new ArrayList<>(Math.min(max, this.waiting.size()));
		while (taken.size() < max && !this.waiting.isEmpty()) {
			taken.add(this.waiting.remove());
		}
		return taken;
	}

	/**
	 * The store did not take them.
	 * @return how many there was no room for
	 */
	synchronized int putBack(List<LoggedRequest> requests) {
		int room = Math.min(requests.size(), this.capacity - this.waiting.size());
		for (LoggedRequest request : requests.subList(0, room).reversed()) {
			this.waiting.addFirst(request);
		}
		return requests.size() - room;
	}

	synchronized int size() {
		return this.waiting.size();
	}

}
