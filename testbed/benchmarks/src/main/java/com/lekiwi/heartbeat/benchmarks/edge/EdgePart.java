package com.lekiwi.heartbeat.benchmarks.edge;

/** What can be measured by itself. */
enum EdgePart {

	/** The primary's latency, whatever becomes of its shadow or of the other side. */
	MIRROR,

	/** Shares of robots, held against what was asked for. */
	SPLIT,

	/** From the command to the last request on the old side. */
	SWITCH,

	/** The legacy's dialect beside the direct path. */
	ADAPTER,

	/** All robots of a legacy, brought over. */
	SYNC;

	/** Whether it needs the adapter itself: nothing can stand in for it. */
	boolean needsAdapter() {
		return this == ADAPTER || this == SYNC;
	}

}
