package com.lekiwi.heartbeat.benchmarks.edge;

/**
 * What became of a request.
 *
 * @param status the status; 0 when there was no answer
 * @param system who answered, as the edge says; empty when it does not
 * @param body the body
 * @param retried whether it was sent twice, because its connection was closed under it
 * @param fault why there was no answer; empty when there was one
 */
record Answer(int status, String system, String body, boolean retried, String fault) {

	static Answer none(boolean retried, String fault) {
		return new Answer(0, "", "", retried, fault);
	}

	Answer afterRetry() {
		return new Answer(this.status, this.system, this.body, true, this.fault);
	}

}
