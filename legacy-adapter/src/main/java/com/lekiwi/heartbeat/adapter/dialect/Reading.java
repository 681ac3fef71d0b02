package com.lekiwi.heartbeat.adapter.dialect;

import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/** What a body turned out to be. */
sealed interface Reading {

	/**
	 * A beat, in the new system's terms.
	 *
	 * @param robotId the robot
	 * @param name what it calls itself
	 * @param type what kind it is; absent also where the new system does not know it
	 * @param address where it can be polled
	 * @param status how it is; absent also where the new system does not know it
	 * @param hostReady whether its host is up
	 */
	record Beat(String robotId, @Nullable String name, @Nullable RobotType type, @Nullable String address,
			@Nullable ReportedStatus status, @Nullable Boolean hostReady) implements Reading {

	}

	/**
	 * JSON or not, it is no beat.
	 *
	 * @param faults what is wrong
	 */
	record Faulty(List<Fault> faults) implements Reading {

		/** Copies the list. */
		public Faulty {
			faults = List.copyOf(faults);
		}

		static Faulty of(Fault fault) {
			return new Faulty(List.of(fault));
		}

	}

	/** It is no text. */
	record Unreadable() implements Reading {

	}

}
