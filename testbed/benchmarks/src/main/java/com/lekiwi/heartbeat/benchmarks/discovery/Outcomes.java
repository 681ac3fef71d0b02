package com.lekiwi.heartbeat.benchmarks.discovery;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.benchmarks.report.Table;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourCharacter;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;

/** What each character was taken for: a confusion table. */
final class Outcomes {

	private final Map<NeighbourCharacter, Map<String, Integer>> counts = new EnumMap<>(NeighbourCharacter.class);

	private int wrong;

	Outcomes(List<Finding> findings, List<NeighbourTruth> truths) {
		Map<String, NeighbourCharacter> characters = truths.stream()
			.collect(Collectors.toMap(NeighbourTruth::address, NeighbourTruth::character));
		for (Finding finding : findings) {
			NeighbourCharacter character = characters.get(finding.address());
			if (character != null) {
				this.counts.computeIfAbsent(character, absent -> new TreeMap<>())
					.merge(label(finding), 1, Integer::sum);
				this.wrong += finding.outcome().equals(right(character)) ? 0 : 1;
			}
		}
	}

	/** How many have another outcome than their character has by the API's words. */
	int wrong() {
		return this.wrong;
	}

	/** A row a character, a column an outcome; robots with the type that they got. */
	List<String> lines() {
		List<String> labels = new ArrayList<>(
				new TreeSet<>(this.counts.values().stream().flatMap(row -> row.keySet().stream()).toList()));
		List<String> heads = new ArrayList<>(List.of("character"));
		heads.addAll(labels);
		Table table = new Table(heads.toArray(String[]::new));
		this.counts.forEach((character, row) -> {
			List<String> cells = new ArrayList<>(List.of(character.label()));
			labels.forEach(label -> cells.add(row.containsKey(label) ? row.get(label).toString() : "."));
			table.row(cells);
		});
		return table.lines();
	}

	/** As docs/api/discovery-service.yaml explains its outcomes. */
	private static String right(NeighbourCharacter character) {
		return switch (character) {
			case LEKIWI, XLE, SLOW, LIAR, CHIMERA, BROKEN_BUS -> Finding.ROBOT;
			case DEAD -> "silent";
			case REFUSING -> "refused";
			case NOISE, BROKEN_JSON, SSH -> "garbage";
			case OTHER_JSON, PRINTER, CAMERA -> "not_a_robot";
			case HUGE -> "too_large";
			case DRIP -> "too_slow";
			case REDIRECT -> "redirected";
		};
	}

	private static String label(Finding finding) {
		return finding.isRobot() ? "robot: " + finding.type() : finding.outcome();
	}

}
