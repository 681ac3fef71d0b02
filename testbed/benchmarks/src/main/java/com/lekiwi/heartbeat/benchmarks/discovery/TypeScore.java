package com.lekiwi.heartbeat.benchmarks.discovery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;

/**
 * How well types were told. Whose motors do not prove what it is has no part in the
 * recall; whoever tells its type wrongly all the same pays for it in the precision.
 *
 * @param told addresses of which a type was told
 * @param right of them those that have it
 * @param provable robots whose motors prove their type
 * @param recalled of them those of which it was told
 */
record TypeScore(int told, int right, int provable, int recalled) {

	static final TypeScore NONE = new TypeScore(0, 0, 0, 0);

	private static final Set<String> TYPES = Set.of(name(RobotType.LEKIWI), name(RobotType.XLE));

	static TypeScore of(List<Finding> findings, List<NeighbourTruth> truths) {
		Map<String, NeighbourTruth> byAddress = truths.stream()
			.collect(Collectors.toMap(NeighbourTruth::address, truth -> truth));
		TypeScore score = new TypeScore(0, 0,
				Math.toIntExact(truths.stream().filter(NeighbourTruth::identifiable).count()), 0);
		for (Finding finding : findings) {
			NeighbourTruth truth = byAddress.get(finding.address());
			if (truth != null && finding.type() != null && TYPES.contains(finding.type())) {
				score = score.plus(told(finding.type(), truth));
			}
		}
		return score;
	}

	TypeScore plus(TypeScore other) {
		return new TypeScore(this.told + other.told, this.right + other.right, this.provable + other.provable,
				this.recalled + other.recalled);
	}

	double precision() {
		return (double) this.right / this.told;
	}

	double recall() {
		return (double) this.recalled / this.provable;
	}

	private static TypeScore told(String type, NeighbourTruth truth) {
		RobotType real = truth.type();
		int right = (real != null && name(real).equals(type)) ? 1 : 0;
		return new TypeScore(1, right, 0, truth.identifiable() ? right : 0);
	}

	private static String name(RobotType type) {
		return type.name().toLowerCase(Locale.ROOT);
	}

}
