package com.lekiwi.heartbeat.monitor.source;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far what is shown can be believed.
 *
 * @param redisUp whether updates arrive
 * @param stateManagerUp whether state-manager answered when it was last asked
 * @param freshAsOf all that state-manager made known before this time is known here;
 * absent until the fleet was read once
 * @param gaps the last gap of each reason, open or not
 */
public record SourceState(boolean redisUp, boolean stateManagerUp, @Nullable Instant freshAsOf, List<Gap> gaps) {

	/** Copies the gaps. */
	public SourceState {
		gaps = List.copyOf(gaps);
	}

	/**
	 * Whether the fleet was read at least once.
	 * @return false only after the start
	 */
	public boolean loaded() {
		return this.freshAsOf != null;
	}

}
