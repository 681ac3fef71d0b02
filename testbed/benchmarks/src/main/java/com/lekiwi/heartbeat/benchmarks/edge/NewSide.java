package com.lekiwi.heartbeat.benchmarks.edge;

/** Who serves the new side's share of the legacy's dialect. */
enum NewSide {

	/** The adapter, with all that is behind it. */
	ADAPTER,

	/** A second legacy: a look at the edge alone. */
	STAND_IN

}
