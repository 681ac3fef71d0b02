package com.lekiwi.heartbeat.legacy.poll;

/**
 * What polling came to since the start.
 *
 * @param rounds rounds that are over
 * @param lastRoundMs how long the last of them took, in milliseconds
 * @param asked robots that were asked
 * @param answered answers that could be read
 */
public record PollCount(long rounds, long lastRoundMs, long asked, long answered) {

	PollCount afterAsking(boolean gotAnswer) {
		return new PollCount(this.rounds, this.lastRoundMs, this.asked + 1, this.answered + (gotAnswer ? 1 : 0));
	}

	PollCount afterRound(long tookMs) {
		return new PollCount(this.rounds + 1, tookMs, this.asked, this.answered);
	}

}
