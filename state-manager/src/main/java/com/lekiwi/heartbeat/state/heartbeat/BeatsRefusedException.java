package com.lekiwi.heartbeat.state.heartbeat;

import java.io.Serial;

/** A group of beats of which at least one cannot be stored; none of them was. */
final class BeatsRefusedException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	BeatsRefusedException(Throwable cause) {
		super("at least one beat of a group was refused: " + cause.getMessage(), cause);
	}

}
