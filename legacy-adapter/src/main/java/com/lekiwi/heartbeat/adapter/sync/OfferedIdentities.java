package com.lekiwi.heartbeat.adapter.sync;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

import com.lekiwi.heartbeat.adapter.sync.Sighting.Identity;

/**
 * Remembers who robots are by what state-manager was told, so that what it does not take,
 * because a person said otherwise, is not offered again with each run. It only saves
 * work: what is forgotten is offered once more. For one thread.
 */
final class OfferedIdentities {

	private static final int REMEMBERED = 200_000;

	private final Map<String, Identity> offered = new LinkedHashMap<>() {

		@Serial
		private static final long serialVersionUID = 1;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Identity> eldest) {
			return size() > REMEMBERED;
		}

	};

	boolean contains(String robot, Identity identity) {
		return identity.equals(this.offered.get(robot));
	}

	void add(String robot, Identity identity) {
		this.offered.put(robot, identity);
	}

}
