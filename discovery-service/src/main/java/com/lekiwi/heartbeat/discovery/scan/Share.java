package com.lekiwi.heartbeat.discovery.scan;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.discovery.address.LiteralAddress;

/** A part of a scan that this replica has taken. */
final class Share {

	private final long scan;

	private final String holder;

	private final List<LiteralAddress> addresses;

	private final boolean takenOver;

	/** Addresses without a result that is recorded. */
	private final AtomicInteger open;

	private volatile boolean lost;

	/**
	 * Takes it into account.
	 * @param scan its scan
	 * @param holder the name under which it was taken, which no other taker has
	 * @param addresses those that have no result yet
	 * @param takenOver whether another replica had it and fell silent
	 */
	Share(long scan, String holder, List<LiteralAddress> addresses, boolean takenOver) {
		this.scan = scan;
		this.holder = holder;
		this.addresses = List.copyOf(addresses);
		this.takenOver = takenOver;
		this.open = new AtomicInteger(addresses.size());
	}

	long scan() {
		return this.scan;
	}

	String holder() {
		return this.holder;
	}

	List<LiteralAddress> addresses() {
		return this.addresses;
	}

	boolean isTakenOver() {
		return this.takenOver;
	}

	/** It is no longer ours, or its scan is over: no further address of it is asked. */
	void lose() {
		this.lost = true;
	}

	boolean isLost() {
		return this.lost;
	}

	int open() {
		return this.open.get();
	}

	/** Whether these were the last. */
	boolean close(int results) {
		return this.open.addAndGet(-results) == 0;
	}

}
