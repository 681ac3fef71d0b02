package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How many heartbeats come from behind one address, of robots that the edge tells apart
 * by nothing else: they change sides together, so no step of the split can be finer than
 * the largest such group. Two spans are kept, the running one and the last.
 */
final class AddressGroups {

	/** More are counted, and not told apart: the large ones are there early. */
	private static final int ADDRESSES = 10_000;

	private final Duration span;

	private Span last = new Span(System.nanoTime());

	private Span running = new Span(System.nanoTime());

	/**
	 * Begins.
	 * @param window both spans together
	 */
	AddressGroups(Duration window) {
		this.span = window.dividedBy(2);
	}

	private static final class Span {

		private final long began;

		private final Map<String, Long> beats = new HashMap<>();

		private long all;

		Span(long began) {
			this.began = began;
		}

	}

	/**
	 * The largest group.
	 *
	 * @param address null when there is none
	 * @param beats its heartbeats
	 * @param all everybody's
	 */
	record Largest(@Nullable String address, long beats, long all) {

		double share() {
			return (this.all > 0) ? (double) this.beats / this.all : Double.NaN;
		}

	}

	synchronized void count(EdgeLine.Request request) {
		if (request.endpoint() != Endpoint.HEARTBEAT) {
			return;
		}
		turn();
		this.running.all++;
		String address = request.address();
		if (address != null && (this.running.beats.size() < ADDRESSES || this.running.beats.containsKey(address))) {
			this.running.beats.merge(address, 1L, Long::sum);
		}
	}

	synchronized Largest largest() {
		turn();
		Largest largest = new Largest(null, 0, this.running.all + this.last.all);
		for (Span one : new Span[] { this.running, this.last }) {
			for (String address : one.beats.keySet()) {
				long beats = of(this.running, address) + of(this.last, address);
				if (beats > largest.beats()) {
					largest = new Largest(address, beats, largest.all());
				}
			}
		}
		return largest;
	}

	private static long of(Span span, String address) {
		return span.beats.getOrDefault(address, 0L);
	}

	private void turn() {
		long now = System.nanoTime();
		if (now - this.running.began >= this.span.toNanos()) {
			boolean stale = now - this.running.began >= this.span.toNanos() * 2;
			this.last = stale ? new Span(now) : this.running;
			this.running = new Span(now);
		}
	}

}
