package com.lekiwi.heartbeat.state.health;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lekiwi.heartbeat.state.observer.BlindInterval;
import org.jspecify.annotations.Nullable;

/**
 * Whether the whole new system works.
 *
 * @param status the worst that follows from the components
 * @param components the parts, by name
 * @param blind when nobody could hear robots for the last time; absent when that never
 * was, or the database is away
 */
record SystemHealth(Status status, SortedMap<String, Component> components, @Nullable BlindInterval blind) {

	/** Copies the components. */
	SystemHealth {
		components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
	}

	static SystemHealth of(Map<String, Component> components, @Nullable BlindInterval blind) {
		Status worst = components.values()
			.stream()
			.filter(component -> component.status() == State.DOWN)
			.map(component -> component.essential() ? Status.UNHEALTHY : Status.DEGRADED)
			.max(Status::compareTo)
			.orElse(Status.HEALTHY);
		return new SystemHealth(worst, new TreeMap<>(components), blind);
	}

	/** The whole. */
	enum Status {

		/** Everything works. */
		@JsonProperty("healthy")
		HEALTHY,

		/** Heartbeats are taken; something else does not work. */
		@JsonProperty("degraded")
		DEGRADED,

		/** Heartbeats are not taken. */
		@JsonProperty("unhealthy")
		UNHEALTHY

	}

	/** A part. */
	enum State {

		/** It answers. */
		@JsonProperty("up")
		UP,

		/** It does not answer, or says that it does not work. */
		@JsonProperty("down")
		DOWN

	}

	/**
	 * A part of the system.
	 *
	 * @param status whether it works
	 * @param essential whether heartbeats need it
	 */
	record Component(State status, boolean essential) {

		static Component of(boolean works, boolean essential) {
			return new Component(works ? State.UP : State.DOWN, essential);
		}

	}

}
