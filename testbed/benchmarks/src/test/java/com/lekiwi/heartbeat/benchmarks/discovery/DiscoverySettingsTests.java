package com.lekiwi.heartbeat.benchmarks.discovery;

import java.util.HashSet;
import java.util.Set;

import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbour;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourCharacter;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DiscoverySettingsTests {

	private final DiscoverySettings settings = new DiscoverySettings(1_000, 5, 20);

	@Test
	void aTenthOfEachRoundIsDeadAndNobodyElseIsSick() {
		for (int round = 0; round <= 5; round++) {
			assertThat(Neighbour.all(this.settings.round(round), DiscoverySettings.seed(round)))
				.extracting(Neighbour::character)
				.hasSize(1_000)
				.containsOnly(NeighbourCharacter.LEKIWI, NeighbourCharacter.XLE, NeighbourCharacter.DEAD)
				.filteredOn(NeighbourCharacter.DEAD::equals)
				.hasSize(100);
		}
	}

	@Test
	void theMixedScanHasAsManyOfEachCharacter() {
		for (NeighbourCharacter character : NeighbourCharacter.values()) {
			assertThat(Neighbour.all(this.settings.mixed(), 1)).extracting(Neighbour::character)
				.filteredOn(character::equals)
				.hasSize(20);
		}
	}

	@Test
	void noAddressIsScannedTwiceSoThatNoBreakerOpens() {
		Set<Integer> numbers = new HashSet<>();
		int scanned = add(numbers, this.settings.mixed());
		for (int round = 0; round <= 5; round++) {
			scanned += add(numbers, this.settings.round(round));
		}
		assertThat(numbers).hasSize(scanned);
	}

	private static int add(Set<Integer> numbers, NeighbourSettings neighbours) {
		for (int each = 0; each < neighbours.neighbours(); each++) {
			numbers.add(neighbours.first() + each);
		}
		return neighbours.neighbours();
	}

}
