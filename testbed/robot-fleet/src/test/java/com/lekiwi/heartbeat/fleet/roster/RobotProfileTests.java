package com.lekiwi.heartbeat.fleet.roster;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RobotProfileTests {

	@Test
	void everyFourthRobotIsAnXleAndBothAreNumberedWithoutGaps() {
		List<RobotProfile> fleet = RobotProfile.fleet(1, 9);
		assertThat(fleet).extracting(profile -> profile.id().value())
			.containsExactly("kiwi-0001", "kiwi-0002", "kiwi-0003", "xle-0001", "kiwi-0004", "kiwi-0005", "kiwi-0006",
					"xle-0002", "kiwi-0007");
		assertThat(fleet).filteredOn(profile -> profile.type() == RobotType.XLE)
			.extracting(RobotProfile::number)
			.containsExactly(4, 8);
	}

	@Test
	void aHundredThousandRobotsShareNoIdAndNoAddress() {
		Set<RobotId> ids = new HashSet<>();
		Set<InetAddress> addresses = new HashSet<>();
		for (RobotProfile profile : RobotProfile.fleet(1, RobotProfile.LAST_NUMBER)) {
			ids.add(profile.id());
			addresses.add(profile.address());
			assertThat(profile.address().isLoopbackAddress()).isTrue();
			assertThat(profile.address().getAddress()[3]).isNotIn((byte) 0, (byte) 255);
		}
		assertThat(ids).hasSize(RobotProfile.LAST_NUMBER);
		assertThat(addresses).hasSize(RobotProfile.LAST_NUMBER);
	}

	@Test
	void aRobotIsTheSameInEveryFleetThatHasIt() {
		assertThat(RobotProfile.fleet(101, 5)).isEqualTo(RobotProfile.fleet(1, 200).subList(100, 105));
	}

	@Test
	void everySiteHasRobotsOfBothTypes() {
		assertThat(RobotProfile.fleet(1, 40)).extracting(RobotProfile::site)
			.containsOnly("lab-a", "lab-b", "warehouse");
		for (RobotType type : List.of(RobotType.LEKIWI, RobotType.XLE)) {
			assertThat(RobotProfile.fleet(1, 40)).filteredOn(profile -> profile.type() == type)
				.extracting(RobotProfile::site)
				.contains("lab-a", "lab-b", "warehouse");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, RobotProfile.LAST_NUMBER + 1 })
	void numbersWithoutAnAddressAreRefused(int number) {
		assertThatIllegalArgumentException().isThrownBy(() -> RobotProfile.of(number));
	}

}
