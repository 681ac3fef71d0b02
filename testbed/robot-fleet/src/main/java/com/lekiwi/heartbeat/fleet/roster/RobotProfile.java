package com.lekiwi.heartbeat.fleet.roster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;

/**
 * Who a simulated robot is. The number decides everything, so that a robot is the same in
 * every fleet that has it.
 *
 * @param number counts the robots of all fleets, from 1
 * @param id {@code kiwi-0001} or {@code xle-0001}
 * @param name what people call it
 * @param type what kind of robot it is; every fourth is an XLE
 * @param site where it stands
 * @param address a loopback address that no other robot has
 */
public record RobotProfile(int number, RobotId id, String name, RobotType type, String site, InetAddress address) {

	/** The highest number of a robot. */
	public static final int LAST_NUMBER = 100_000;

	private static final int XLE_EVERY = 4;

	private static final List<String> SITES = List.of("lab-a", "lab-b", "warehouse", "lab-a", "warehouse");

	private static final int LOOPBACK = 127;

	private static final int FIRST_NETWORK = 20;

	/** Each of the last two bytes of an address is 1 to 254. */
	private static final int HOSTS = 254;

	/**
	 * Makes the profile of one robot.
	 * @param number 1 to {@link #LAST_NUMBER}
	 * @return its profile
	 */
	public static RobotProfile of(int number) {
		if (number < 1 || number > LAST_NUMBER) {
			throw new IllegalArgumentException("a robot's number is 1 to " + LAST_NUMBER + ", not " + number);
		}
		boolean xle = number % XLE_EVERY == 0;
		int ofItsType = xle ? number / XLE_EVERY : number - number / XLE_EVERY;
		String model = xle ? "XLE" : "Kiwi";
		RobotId id = new RobotId("%s-%04d".formatted(model.toLowerCase(Locale.ROOT), ofItsType));
		return new RobotProfile(number, id, model + " " + ofItsType, xle ? RobotType.XLE : RobotType.LEKIWI,
				SITES.get(number % SITES.size()), address(number - 1));
	}

	/**
	 * Makes the profiles of a fleet.
	 * @param first the number of the first robot
	 * @param robots how many there are
	 * @return the profiles, in the order of their numbers
	 */
	public static List<RobotProfile> fleet(int first, int robots) {
		return IntStream.range(first, first + robots).mapToObj(RobotProfile::of).toList();
	}

	private static InetAddress address(int index) {
		byte[] bytes = { LOOPBACK, (byte) (FIRST_NETWORK + index / (HOSTS * HOSTS)), (byte) (1 + index / HOSTS % HOSTS),
				(byte) (1 + index % HOSTS) };
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("four bytes are always an address", ex);
		}
	}

}
