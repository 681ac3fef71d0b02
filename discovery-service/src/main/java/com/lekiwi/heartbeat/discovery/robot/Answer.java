package com.lekiwi.heartbeat.discovery.robot;

import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What state-manager made of sightings, in their order.
 *
 * @param items an item a robot
 */
record Answer(@Nullable List<Item> items) {

	Answer {
		items = (items != null) ? List.copyOf(items) : null;
	}

	/**
	 * What became of one.
	 *
	 * @param status {@code registered}, {@code advanced}, {@code unchanged},
	 * {@code invalid}, {@code refused} or {@code unavailable}
	 * @param faults what is wrong with it
	 */
	record Item(String status, @Nullable List<Fault> faults) {

		Item {
			faults = (faults != null) ? List.copyOf(faults) : null;
		}

		Adoption adoption() {
			return switch (this.status) {
				case "registered", "advanced", "unchanged" -> Adoption.ADOPTED;
				case "invalid", "refused" -> Adoption.REFUSED;
				default -> Adoption.PENDING;
			};
		}

		String words() {
			if (this.faults == null || this.faults.isEmpty()) {
				return this.status;
			}
			return this.faults.getFirst().field() + ": " + this.faults.getFirst().message();
		}

	}

}
