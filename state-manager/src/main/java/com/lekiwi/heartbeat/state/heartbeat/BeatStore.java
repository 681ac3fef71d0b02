package com.lekiwi.heartbeat.state.heartbeat;

import java.util.List;

/** Where beats are kept. */
interface BeatStore {

	/**
	 * Commits all of the beats or none. After a normal return they are on disk.
	 * @param beats beats in order of arrival
	 * @throws BeatsRefusedException if at least one of them cannot be stored
	 * @throws StoreUnavailableException if the store is away; whether the beats are on
	 * disk is not known
	 */
	void write(List<ReceivedBeat> beats);

	/**
	 * Asks whether the store is there.
	 * @return whether it answered
	 */
	boolean answers();

}
