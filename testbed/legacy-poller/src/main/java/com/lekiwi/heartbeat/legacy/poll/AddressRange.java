package com.lekiwi.heartbeat.legacy.poll;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * IPv4 addresses from one to another.
 *
 * @param first the first, as a number
 * @param last the last, as a number
 */
public record AddressRange(long first, long last) {

	private static final int MOST = 100_000;

	/**
	 * Checks the order and the number.
	 * @throws IllegalArgumentException if there are none or too many
	 */
	public AddressRange {
		if (last < first || last - first >= MOST) {
			throw new IllegalArgumentException("a range holds 1 to " + MOST + " addresses");
		}
	}

	/**
	 * Reads a range.
	 * @param text {@code 127.20.1.1} or {@code 127.20.1.1-127.20.1.200}
	 * @return the range
	 * @throws IllegalArgumentException if it is none, with a line that says why
	 */
	public static AddressRange of(String text) {
		String[] ends = text.split("-", 2);
		return new AddressRange(number(ends[0]), number(ends[ends.length - 1]));
	}

	List<String> addresses() {
		return LongStream.rangeClosed(this.first, this.last).mapToObj(AddressRange::address).toList();
	}

	private static long number(String address) {
		if (InetAddress.ofLiteral(address) instanceof Inet4Address literal) {
			return Integer.toUnsignedLong(ByteBuffer.wrap(literal.getAddress()).getInt());
		}
		throw new IllegalArgumentException("not an IPv4 address: " + address);
	}

	private static String address(long number) {
		return "%d.%d.%d.%d".formatted(number >> 24, number >> 16 & 0xFF, number >> 8 & 0xFF, number & 0xFF);
	}

}
