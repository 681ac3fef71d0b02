package com.lekiwi.heartbeat.fleet.delivery;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What one attempt to send a beat came to. */
sealed interface Answer {

	/** The beat is committed. */
	record Acknowledged() implements Answer {
	}

	/**
	 * The beat will never be taken.
	 *
	 * @param status the answer's status, 4xx
	 * @param body the beginning of its body
	 */
	record Refused(int status, String body) implements Answer {
	}

	/**
	 * The server did not take the beat now.
	 *
	 * @param retryAfter how long it asks to be left alone; absent when it did not say
	 */
	record NotNow(@Nullable Duration retryAfter) implements Answer {
	}

	/** The request never left: no connection. */
	record NotSent() implements Answer {
	}

	/** The request left, and no answer says what became of it. */
	record NoAnswer() implements Answer {
	}

}
