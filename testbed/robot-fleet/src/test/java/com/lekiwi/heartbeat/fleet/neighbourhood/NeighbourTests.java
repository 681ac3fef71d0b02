package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.motors.MotorBuses;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NeighbourTests {

	private static final int MANY = 2_000;

	@Test
	void noNeighbourHasTheAddressOrTheIdOfAnotherOrOfARobot() {
		Set<InetAddress> addresses = new HashSet<>();
		Set<String> ids = new HashSet<>();
		RobotProfile.fleet(1, 50_000).forEach(robot -> {
			addresses.add(robot.address());
			ids.add(robot.id().value());
		});
		for (Neighbour neighbour : Neighbour
			.all(new NeighbourSettings(NeighbourSettings.LAST_NUMBER, 1, NeighbourMix.EVERYONE), 1)) {
			assertThat(addresses.add(neighbour.address())).as(neighbour.toString()).isTrue();
			assertThat(neighbour.address().getHostAddress()).startsWith("127.20.");
			assertThat(neighbour.address().getAddress()[3]).isNotIn((byte) 0, (byte) 255);
			RobotSelf robot = neighbour.robot();
			assertThat(robot == null || ids.add(robot.id().value())).as(neighbour.toString()).isTrue();
		}
	}

	@Test
	void theSeedDecidesWhoIsThere() {
		assertThat(everyone(7)).isEqualTo(everyone(7)).isNotEqualTo(everyone(8));
	}

	@Test
	void neighbourhoodsWithOtherNumbersShareNoAddress() {
		List<Neighbour> first = Neighbour.all(new NeighbourSettings(500, 1, NeighbourMix.EVERYONE), 1);
		List<Neighbour> second = Neighbour.all(new NeighbourSettings(500, 501, NeighbourMix.EVERYONE), 1);
		assertThat(first).extracting(Neighbour::address)
			.doesNotContainAnyElementsOf(second.stream().map(Neighbour::address).toList());
		assertThat(first.getFirst().address().getHostAddress()).isEqualTo("127.20.255.1");
		assertThat(second.getLast().number()).isEqualTo(1_000);
	}

	@Test
	void theMotorsOfSoundRobotsProveTheirTypeAndThoseOfOthersDoNot() {
		for (RobotSelf robot : robots()) {
			boolean proven = robot.buses().equals(MotorBuses.of(RobotType.LEKIWI))
					|| robot.buses().equals(MotorBuses.of(RobotType.XLE));
			assertThat(robot.identifiable()).as(robot.toString()).isEqualTo(proven);
			assertThat(!proven || robot.buses().equals(MotorBuses.of(robot.type()))).as(robot.toString()).isTrue();
		}
	}

	@Test
	void onlyLiarsClaimWhatTheyAreNot() {
		assertThat(ofCharacter(NeighbourCharacter.LIAR)).isNotEmpty()
			.allMatch(robot -> robot.claim() != null && robot.claim() != robot.type());
		assertThat(ofCharacter(NeighbourCharacter.LEKIWI)).allMatch(robot -> robot.type() == RobotType.LEKIWI)
			.allMatch(robot -> robot.claim() == null || robot.claim() == RobotType.LEKIWI)
			.anyMatch(robot -> robot.claim() == null)
			.anyMatch(robot -> robot.claim() != null);
		assertThat(ofCharacter(NeighbourCharacter.CHIMERA)).isNotEmpty()
			.allMatch(robot -> robot.type() == RobotType.UNKNOWN);
	}

	@Test
	void aBrokenXleMayLookLikeALekiwiToWhoeverCountsMotors() {
		assertThat(ofCharacter(NeighbourCharacter.BROKEN_BUS)).filteredOn(robot -> robot.type() == RobotType.XLE)
			.anyMatch(robot -> robot.buses().size() == 1 && robot.buses().getFirst().motors().size() == 9);
	}

	@Test
	void numbersWithoutAnAddressAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new NeighbourSettings(-1, 1, NeighbourMix.EVERYONE));
		assertThatIllegalArgumentException().isThrownBy(() -> new NeighbourSettings(1, 0, NeighbourMix.EVERYONE));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new NeighbourSettings(2, NeighbourSettings.LAST_NUMBER, NeighbourMix.EVERYONE));
	}

	private static List<Neighbour> everyone(long seed) {
		return Neighbour.all(new NeighbourSettings(MANY, 1, NeighbourMix.EVERYONE), seed);
	}

	private static List<RobotSelf> robots() {
		return everyone(1).stream().map(Neighbour::robot).filter(robot -> robot != null).toList();
	}

	private static List<RobotSelf> ofCharacter(NeighbourCharacter character) {
		return everyone(1).stream()
			.filter(neighbour -> neighbour.character() == character)
			.map(Neighbour::robot)
			.toList();
	}

}
