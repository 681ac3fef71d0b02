package com.lekiwi.heartbeat.benchmarks.ingest;

import java.util.Locale;

/**
 * How a fleet is laid out as Eureka's applications. It decides what a renewal costs:
 * Spring Cloud's server looks at all instances of an application whenever it renews one.
 */
enum EurekaApplications {

	/** A site's robots of one type, as somebody would look for them. */
	OF_SITES(
			"math.floor(instance / %1$d) %% 4 == 3 and 'XLE-LAB-' .. instance %% %1$d or 'LEKIWI-LAB-' .. instance %% %1$d"
				.formatted(BeatScript.SITES)) {

		@Override
		String of(int instance) {
			String type = (instance / BeatScript.SITES % 4 == 3) ? "XLE" : "LEKIWI";
			return type + "-LAB-" + instance % BeatScript.SITES;
		}

	},

	/** Each robot alone: the best case, in which there is nothing to look through. */
	OF_ROBOTS("string.format('KIWI-%05d', instance)") {

		@Override
		String of(int instance) {
			return String.format(Locale.ROOT, "KIWI-%05d", instance);
		}

	};

	private final String lua;

	EurekaApplications(String lua) {
		this.lua = lua;
	}

	/**
	 * The application of an instance.
	 * @param instance the instance's number, from 0
	 * @return the name
	 */
	abstract String of(int instance);

	/** The same as a Lua expression of {@code instance}. */
	String lua() {
		return this.lua;
	}

}
