package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.net.InetAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.behaviour.RobotRandom;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the fleet's network. The settings and the seed decide everything.
 *
 * @param number counts the neighbours, from 1
 * @param address a loopback address that no other neighbour has, from 127.20.255.1 on to
 * lower networks
 * @param character what it does when it is asked
 * @param robot who it is, where it is a robot that answers; else absent
 */
public record Neighbour(int number, InetAddress address, NeighbourCharacter character, @Nullable RobotSelf robot) {

	/** Each of the last two bytes of an address is 1 to 254, the last network's 255. */
	private static final int HOSTS = 254;

	private static final int LAST_NETWORK = 255;

	/**
	 * Makes a neighbourhood's people.
	 * @param settings what it is like
	 * @param seed decides what the settings leave open
	 * @return the neighbours, in the order of their numbers
	 */
	public static List<Neighbour> all(NeighbourSettings settings, long seed) {
		List<NeighbourCharacter> characters = settings.mix().deal(settings.neighbours(), seed);
		return IntStream.range(0, settings.neighbours())
			.mapToObj(index -> of(settings.first() + index, characters.get(index), seed))
			.toList();
	}

	/** What is drawn for it beside its identity: always the same. */
	RandomGenerator random(long seed) {
		RandomGenerator random = RobotRandom.of(seed, this.number, RobotRandom.Purpose.NEIGHBOUR);
		return RobotRandom.of(random.nextLong(), this.number, RobotRandom.Purpose.NEIGHBOUR);
	}

	private static Neighbour of(int number, NeighbourCharacter character, long seed) {
		RandomGenerator random = RobotRandom.of(seed, number, RobotRandom.Purpose.NEIGHBOUR);
		return new Neighbour(number, address(number - 1), character, robot(number, character, random));
	}

	private static @Nullable RobotSelf robot(int number, NeighbourCharacter character, RandomGenerator random) {
		return switch (character) {
			case LEKIWI -> RobotSelf.sound(number, RobotType.LEKIWI, random);
			case XLE -> RobotSelf.sound(number, RobotType.XLE, random);
			case SLOW -> RobotSelf.sound(number, RobotSelf.either(random), random);
			case LIAR -> RobotSelf.lying(number, random);
			case CHIMERA -> RobotSelf.contradictory(number, random);
			case BROKEN_BUS -> RobotSelf.broken(number, random);
			case DEAD, REFUSING, NOISE, BROKEN_JSON, OTHER_JSON, HUGE, DRIP, REDIRECT, PRINTER, CAMERA, SSH -> null;
		};
	}

	private static InetAddress address(int index) {
		return InetAddress.ofLiteral("127.20.%d.%d".formatted(LAST_NETWORK - index / HOSTS, 1 + index % HOSTS));
	}

}
