package com.lekiwi.heartbeat.discovery.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IncompatibleAddressException;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;

/**
 * The address of one machine. There is one way to write it: the parser may be as generous
 * as it likes, what it made of a text must look like the text. So octal, hexadecimal,
 * short and integer forms, ranges, zones and names are no addresses.
 *
 * @param text four decimal numbers, or an IPv6 address as RFC 5952 says
 */
public record LiteralAddress(@JsonValue String text) implements Comparable<LiteralAddress> {

	private static final int LONGEST = 45;

	/**
	 * Checks the form.
	 * @throws IllegalArgumentException if it is no address in canonical form
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public LiteralAddress {
		if (read(text).isEmpty()) {
			throw new IllegalArgumentException("not an address in canonical form");
		}
	}

	/**
	 * Reads an address.
	 * @param text what may be one
	 * @return the address, where it is one
	 */
	public static Optional<LiteralAddress> parse(String text) {
		return read(text).map(ignored -> new LiteralAddress(text));
	}

	static LiteralAddress of(IPAddress address) {
		return new LiteralAddress(address.withoutPrefixLength().toCanonicalString());
	}

	/**
	 * The text of an address in binary, without its zone.
	 * @param inet the address
	 * @return the address
	 */
	public static LiteralAddress of(InetAddress inet) {
		return (inet instanceof Inet4Address) ? of(new IPv4Address(inet.getAddress()))
				: of(new IPv6Address(inet.getAddress()));
	}

	/**
	 * What to connect to. No name is looked up.
	 * @return the address in binary
	 */
	public InetAddress inet() {
		return ip().toInetAddress();
	}

	IPAddress ip() {
		return read(this.text).orElseThrow();
	}

	/**
	 * Says whether it is an IPv6 address.
	 * @return whether it has colons
	 */
	public boolean isIpv6() {
		return this.text.indexOf(':') >= 0;
	}

	private static Optional<IPAddress> read(String text) {
		return canonical(text).filter(address -> !address.isPrefixed() && !address.isMultiple());
	}

	/** An address or a network that looks as it was written. */
	static Optional<IPAddress> canonical(String text) {
		if (text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '%')) {
			return Optional.empty();
		}
		try {
			return Optional.of(new IPAddressString(text).toAddress())
				.filter(address -> address.toCanonicalString().equals(text));
		}
		catch (AddressStringException | IncompatibleAddressException ex) {
			// That is the answer.
			return Optional.empty();
		}
	}

	@Override
	public int compareTo(LiteralAddress other) {
		return ip().compareTo(other.ip());
	}

	@Override
	public String toString() {
		return this.text;
	}

}
