package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What a line of the edge's log says. */
sealed interface EdgeLine {

	/** No upstream was asked. */
	int NOBODY = 0;

	/** The number with which the edge's gate answers for a side whose breaker is open. */
	int BREAKER_OPEN = 530;

	/** A number from which on a side has failed. */
	int FAILURE = 500;

	/**
	 * A client's request.
	 *
	 * @param at when it ended
	 * @param requestId its id, 32 hexadecimal digits
	 * @param primary whose turn it was
	 * @param servedBy who answered; null when nobody did
	 * @param endpoint what was asked
	 * @param robot who asked, where the request says so
	 * @param address the client's address, where that decided whose turn it was
	 * @param clientStatus what the client saw
	 * @param first what the primary did first
	 */
	record Request(Instant at, String requestId, Side primary, @Nullable Side servedBy, Endpoint endpoint,
			@Nullable String robot, @Nullable String address, int clientStatus, FirstTry first) implements EdgeLine {

		/** What the primary answered, or the edge where it did not ask. */
		int status() {
			return this.first.asked() ? this.first.status() : this.clientStatus;
		}

		/** Whether nobody's success hides that something is wrong. */
		boolean isWorthKeeping() {
			return this.first.failed() || this.clientStatus >= FAILURE;
		}

	}

	/**
	 * A copy of a request, for the side whose turn it was not.
	 *
	 * @param system to whom it went
	 * @param first what became of it
	 */
	record Copy(Side system, FirstTry first) implements EdgeLine {
	}

	/** A request that the edge refused before it was anybody's turn. */
	record Refused() implements EdgeLine {
	}

	/** Nothing that the edge writes. */
	record Malformed() implements EdgeLine {
	}

	/**
	 * What the upstream that was asked first did.
	 *
	 * @param status its answer; {@link #NOBODY}, {@link #BREAKER_OPEN}
	 * @param seconds how long it took; not a number where nobody was asked
	 */
	record FirstTry(int status, double seconds) {

		boolean asked() {
			return this.status != NOBODY && this.status != BREAKER_OPEN;
		}

		boolean keptByBreaker() {
			return this.status == BREAKER_OPEN;
		}

		boolean failed() {
			return asked() && this.status >= FAILURE;
		}

	}

}
