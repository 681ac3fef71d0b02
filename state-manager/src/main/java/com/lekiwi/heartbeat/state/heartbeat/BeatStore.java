package com.lekiwi.heartbeat.state.heartbeat;

import java.util.List;

/** Where beats are kept. */
interface BeatStore {

	/**
	 * Commits all of the beats or none. After a normal return they are on disk.
	 * @param beats beats in order of arrival
	 * @param committed is called once, as soon as they are on disk and before anybody
	 * else is told of them
	 * @throws BeatsRefusedException if at least one of them cannot be stored
	 * @throws StoreUnavailableException if the store is away; whether the beats are on
	 * disk is not known
	 */
	void write(List<ReceivedBeat> beats, Runnable committed);

	/**
	 * Asks whether the store is there.
	 * @return whether it answered
	 */
	boolean answers();

}
