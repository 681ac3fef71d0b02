package com.lekiwi.heartbeat.state.cache;

/** What a look into the cache found. */
public sealed interface Look {

	/**
	 * A copy that may be shown.
	 *
	 * @param copy the copy
	 */
	record Hit(RobotCopy copy) implements Look {

	}

	/**
	 * No copy, and leave to leave one: read the robot after the look, and give the copy
	 * back with this ticket. It is not taken if the robot changed in between.
	 *
	 * @param generation the cache's generation when it was looked into
	 * @param token stands in the copy's place until then
	 */
	record Ticket(String generation, String token) implements Look {

	}

	/** No copy, and nobody wants one: another reader leaves it, or Redis is away. */
	record Miss() implements Look {

	}

}
