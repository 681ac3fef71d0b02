package com.lekiwi.heartbeat.state.observer;

/** Knows whether this replica takes heartbeats. */
public interface Listener {

	/**
	 * Says whether a robot that beats now is heard.
	 * @return whether beats are taken
	 */
	boolean isListening();

}
