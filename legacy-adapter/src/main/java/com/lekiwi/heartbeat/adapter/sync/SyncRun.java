package com.lekiwi.heartbeat.adapter.sync;

import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A run, as its record says.
 *
 * @param id its number; they rise
 * @param kind why it was made
 * @param state how far it is
 * @param requestedAt when it was asked for, or began by itself
 * @param startedAt when a replica took it up
 * @param endedAt when it ended
 * @param resumes the run after whose cursor this one began
 * @param cursor the id of the last robot that is done
 * @param total robots that the legacy listed
 * @param seen robots that are done
 * @param written of these, robots of which the new side learned something
 * @param skipped of these, robots of which it knew all
 * @param failed of these, robots that were refused, or made no sense
 * @param faults the first of those: robots and what is wrong
 * @param error why the run ended early
 */
public record SyncRun(long id, RunKind kind, RunState state, Instant requestedAt, @Nullable Instant startedAt,
		@Nullable Instant endedAt, @Nullable Long resumes, @Nullable String cursor, int total, int seen, int written,
		int skipped, int failed, List<Fault> faults, @Nullable String error) {

	/** Copies the list. */
	public SyncRun {
		faults = List.copyOf(faults);
	}

}
