package com.lekiwi.heartbeat.legacy.dialect;

import java.util.List;

import com.lekiwi.heartbeat.legacy.memory.Report;

/** What a body turned out to be. */
sealed interface Reading {

	/**
	 * A beat.
	 *
	 * @param report what it says
	 */
	record Beat(Report report) implements Reading {
	}

	/**
	 * JSON or not, it is no beat.
	 *
	 * @param faults what is wrong
	 */
	record Faulty(List<Fault> faults) implements Reading {

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
