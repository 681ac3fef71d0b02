package com.lekiwi.heartbeat.adapter.legacy;

/** What came of telling the legacy of a beat. */
public enum Told {

	/** It took the beat. */
	TAKEN,

	/** It answered, and does not take this beat. */
	REFUSED,

	/** It answered that something is wrong with it, and may have taken the beat. */
	FAILED,

	/** Nobody is there: it cannot have taken the beat. */
	UNREACHABLE,

	/** It did not answer, and may take the beat at any time from now on. */
	UNANSWERED;

	/**
	 * Says whether it is the legacy that does not work.
	 * @return whether another beat would probably end the same way
	 */
	public boolean isOutage() {
		return switch (this) {
			case TAKEN, REFUSED -> false;
			case FAILED, UNREACHABLE, UNANSWERED -> true;
		};
	}

}
