package com.lekiwi.heartbeat.adapter.sync;

import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What state-manager made of a sighting.
 *
 * @param robotId the robot
 * @param status {@code registered}, {@code advanced}, {@code unchanged}, {@code invalid},
 * {@code refused} or {@code unavailable}
 * @param faults what is wrong with it
 */
public record Taken(String robotId, String status, @Nullable List<Fault> faults) {

	/** Copies the list. */
	public Taken {
		faults = (faults != null) ? List.copyOf(faults) : null;
	}

	/**
	 * Says whether state-manager learned something.
	 * @return whether the robot is new, or was heard later than was known
	 */
	public boolean isWritten() {
		return this.status.equals("registered") || this.status.equals("advanced");
	}

	/**
	 * Says whether it was taken, be it news or not.
	 * @return whether nothing is wrong with it
	 */
	public boolean isTaken() {
		return isWritten() || this.status.equals("unchanged");
	}

	/**
	 * Names what is wrong.
	 * @return the robot and the first fault
	 */
	public Fault fault() {
		String what = (this.faults != null && !this.faults.isEmpty())
				? this.faults.getFirst().field() + ": " + this.faults.getFirst().message() : "no reason is given";
		return new Fault(this.robotId, this.status + ": " + what);
	}

}
