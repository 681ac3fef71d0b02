package com.lekiwi.heartbeat.starter.problem;

import java.util.concurrent.ThreadLocalRandom;

import org.springframework.http.HttpHeaders;

/**
 * When to come again. The seconds are drawn at random, so that clients that were refused
 * together do not return together.
 */
public final class RetryAfter {

	private static final int MAX_SECONDS = 4;

	private RetryAfter() {
	}

	/**
	 * Draws a waiting time.
	 * @return 1 to 4 seconds, as the header's value
	 */
	public static String seconds() {
		return Integer.toString(ThreadLocalRandom.current().nextInt(1, MAX_SECONDS + 1));
	}

	/**
	 * Draws a waiting time.
	 * @return headers with {@code Retry-After}
	 */
	public static HttpHeaders header() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, seconds());
		return headers;
	}

}
