package com.lekiwi.heartbeat.adapter.sync;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a run was made. */
public enum RunKind {

	/** The first one that brings over all that the legacy knows. */
	@JsonProperty("backfill")
	BACKFILL,

	/** One of those that begin by themselves. */
	@JsonProperty("continuous")
	CONTINUOUS,

	/** Somebody asked for it. */
	@JsonProperty("manual")
	MANUAL,

	/** Both sides were compared. */
	@JsonProperty("reconcile")
	RECONCILE

}
