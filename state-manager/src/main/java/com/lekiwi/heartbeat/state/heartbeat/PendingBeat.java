package com.lekiwi.heartbeat.state.heartbeat;

/**
 * A beat that waits for its commit.
 *
 * @param beat the beat
 * @param submission the request it came with
 * @param position its place in that request
 */
record PendingBeat(ReceivedBeat beat, Submission submission, int position) {

	void settle(BeatOutcome outcome) {
		this.submission.settle(this.position, outcome);
	}

}
