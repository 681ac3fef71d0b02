package com.lekiwi.heartbeat.fleet.delivery;

import java.time.Duration;

import com.lekiwi.heartbeat.fleet.ledger.AnsweredBy;
import org.jspecify.annotations.Nullable;

/** What one attempt to send a beat came to. */
sealed interface Answer {

	/**
	 * The beat is committed; or, by the legacy, remembered.
	 *
	 * @param system who said so
	 */
	record Acknowledged(AnsweredBy system) implements Answer {
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

	/** The request left, and the connection was closed before an answer came. */
	record HungUp() implements Answer {
	}

	/** The request left, and no answer says what became of it. */
	record NoAnswer() implements Answer {
	}

}
