package com.lekiwi.heartbeat.discovery.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.identity.RobotType;

/**
 * Tells a robot's type from its motors. It never guesses: a robot of which a part does
 * not answer is of no type, and it is said which part that is.
 */
final class TypeDetector {

	private static final int MOST_NAMED = 8;

	private TypeDetector() {
	}

	static Detection detect(List<MotorBus> buses) {
		return TypeRule.matching(buses)
			.map(rule -> new Detection(rule, List.of()))
			.orElseGet(() -> new Detection(TypeRule.NO_MATCH, reasons(buses)));
	}

	private static List<String> reasons(List<MotorBus> buses) {
		List<String> all = buses.stream().flatMap(bus -> bus.motors().stream()).toList();
		Set<String> found = new TreeSet<>(all);
		if (found.isEmpty()) {
			return List.of("no motor answers on " + buses.size() + " buses");
		}
		TypeRule nearest = nearest(found);
		String type = nearest.type().name().toLowerCase(Locale.ROOT);
		Set<String> missing = new TreeSet<>(nearest.motors());
		missing.removeAll(found);
		Set<String> strange = new TreeSet<>(found);
		strange.removeAll(nearest.motors());
		List<String> reasons = new ArrayList<>();
		if (strange.size() == found.size()) {
			return List.of("no motor is that of a robot that is known: " + named(strange));
		}
		if (!missing.isEmpty()) {
			reasons.add("for type " + type + " " + missing.size() + " motors are missing: " + named(missing));
		}
		if (!strange.isEmpty()) {
			reasons.add("for type " + type + " " + strange.size() + " motors are too many: " + named(strange));
		}
		if (all.size() != found.size()) {
			reasons.add("motors are named more than once");
		}
		if (buses.size() != nearest.busCount()) {
			reasons.add("for type " + type + " there are " + buses.size() + " buses, not " + nearest.busCount());
		}
		if (reasons.isEmpty()) {
			reasons.add("the motors are those of type " + type + ", on the wrong buses");
		}
		return reasons;
	}

	/**
	 * The type that has most of the motors in common, of two the one that lacks fewer.
	 */
	private static TypeRule nearest(Set<String> found) {
		return Stream.of(TypeRule.values())
			.filter(rule -> rule.type() != RobotType.UNKNOWN)
			.max(Comparator.<TypeRule>comparingInt(rule -> shared(rule, found))
				.thenComparing(rule -> rule.motors().size(), Comparator.reverseOrder()))
			.orElseThrow();
	}

	private static int shared(TypeRule rule, Set<String> found) {
		Set<String> shared = new HashSet<>(rule.motors());
		shared.retainAll(found);
		return shared.size();
	}

	private static String named(Set<String> motors) {
		String first = String.join(", ", motors.stream().limit(MOST_NAMED).toList());
		return (motors.size() > MOST_NAMED) ? first + " and " + (motors.size() - MOST_NAMED) + " more" : first;
	}

	/**
	 * What the motors tell.
	 *
	 * @param rule what decided
	 * @param reasons why no type did
	 */
	record Detection(TypeRule rule, List<String> reasons) {

		Detection {
			reasons = List.copyOf(reasons);
		}

	}

}
