package com.lekiwi.heartbeat.adapter.sync;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some runs, the newest first.
 *
 * @param runs the runs
 * @param nextCursor where to go on; absent when these are the oldest
 */
public record RunPage(List<SyncRun> runs, @Nullable String nextCursor) {

	/** Copies the list. */
	public RunPage {
		runs = List.copyOf(runs);
	}

}
