package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.util.List;
import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.motors.MotorBus;
import com.lekiwi.heartbeat.fleet.motors.MotorBuses;
import org.jspecify.annotations.Nullable;

/**
 * Who a neighbour is that is a robot.
 *
 * @param id its id, which no robot of a fleet has
 * @param name what people call it
 * @param type what kind of robot it is; unknown where not even its builder could tell
 * @param identifiable whether its motors are enough to tell the type
 * @param claim the type that it claims; absent where it claims none
 * @param buses what it finds on its buses
 */
public record RobotSelf(RobotId id, String name, RobotType type, boolean identifiable, @Nullable RobotType claim,
		List<MotorBus> buses) {

	/** Copies the list. */
	public RobotSelf {
		buses = List.copyOf(buses);
	}

	static RobotSelf sound(int number, RobotType type, RandomGenerator random) {
		return of(number, type, true, random.nextBoolean() ? type : null, MotorBuses.of(type));
	}

	static RobotSelf lying(int number, RandomGenerator random) {
		RobotType type = either(random);
		RobotType other = (type == RobotType.XLE) ? RobotType.LEKIWI : RobotType.XLE;
		return of(number, type, true, other, MotorBuses.of(type));
	}

	static RobotSelf contradictory(int number, RandomGenerator random) {
		return of(number, RobotType.UNKNOWN, false, random.nextBoolean() ? either(random) : null,
				any(MotorBuses.contradictions(), random));
	}

	static RobotSelf broken(int number, RandomGenerator random) {
		RobotType type = either(random);
		return of(number, type, false, null, any(MotorBuses.broken(type), random));
	}

	static RobotType either(RandomGenerator random) {
		return random.nextBoolean() ? RobotType.XLE : RobotType.LEKIWI;
	}

	/**
	 * What stands where nobody should read: whoever finds a robot of this id went too
	 * far.
	 */
	static RobotSelf tempting(int number) {
		return new RobotSelf(id("never", number), "Never", RobotType.LEKIWI, true, RobotType.LEKIWI,
				MotorBuses.of(RobotType.LEKIWI));
	}

	private static RobotSelf of(int number, RobotType type, boolean identifiable, @Nullable RobotType claim,
			List<MotorBus> buses) {
		String model = switch (type) {
			case LEKIWI -> "kiwi";
			case XLE -> "xle";
			case UNKNOWN -> "odd";
		};
		return new RobotSelf(id(model, number), "Neighbour " + number, type, identifiable, claim, buses);
	}

	private static RobotId id(String model, int number) {
		return new RobotId("%s-n%04d".formatted(model, number));
	}

	private static <T> T any(List<T> list, RandomGenerator random) {
		return list.get(random.nextInt(list.size()));
	}

}
