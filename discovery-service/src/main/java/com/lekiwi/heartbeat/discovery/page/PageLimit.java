package com.lekiwi.heartbeat.discovery.page;

import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;

/** How much one page may hold. */
public final class PageLimit {

	private static final int MOST = 1000;

	private PageLimit() {
	}

	/**
	 * Checks a limit.
	 * @param limit what a client asked for
	 * @throws InvalidRequestException if no page may hold so much, or so little
	 */
	public static void check(int limit) {
		if (limit < 1 || limit > MOST) {
			throw new InvalidRequestException(List.of(new Fault("limit", "must be a number from 1 to " + MOST)));
		}
	}

}
