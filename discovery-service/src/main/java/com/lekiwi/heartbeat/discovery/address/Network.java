package com.lekiwi.heartbeat.discovery.address;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import inet.ipaddr.IPAddress;

/**
 * A network in CIDR notation, written with its first address.
 *
 * @param block the network
 */
record Network(IPAddress block) {

	private static final int IPV4_BITS = 32;

	/** From here on an IPv4 network has no network and broadcast address. */
	private static final int IPV4_PAIR = 31;

	private static final int IPV6_PAIR = 127;

	/**
	 * Reads a network.
	 * @param text such as {@code 10.1.0.0/24}
	 * @return the network, where it is one
	 */
	static Optional<Network> parse(String text) {
		if (text.indexOf('/') < 0) {
			return Optional.empty();
		}
		return LiteralAddress.canonical(text)
			.filter(block -> block.isPrefixed() && block.isPrefixBlock()
					&& block.getCount().equals(BigInteger.TWO.pow(block.getBitCount() - prefixOf(block))))
			.map(Network::new);
	}

	int prefix() {
		return prefixOf(this.block);
	}

	boolean isIpv4() {
		return this.block.getBitCount() == IPV4_BITS;
	}

	boolean contains(IPAddress other) {
		return this.block.contains(other);
	}

	BigInteger size() {
		return this.block.getCount();
	}

	/** All addresses but those that stand for the network itself. */
	Stream<IPAddress> hosts() {
		return StreamSupport.stream(this.block.getIterable().spliterator(), false)
			.map(IPAddress::withoutPrefixLength)
			.filter(address -> !isReserved(address));
	}

	/**
	 * Says whether an address stands for the network, or for all in it.
	 * @param address an address of one machine
	 * @return whether it is IPv4's network or broadcast address, or IPv6's anycast
	 * address of all routers
	 */
	boolean isReserved(IPAddress address) {
		if (prefix() >= (isIpv4() ? IPV4_PAIR : IPV6_PAIR)) {
			return false;
		}
		return sameMachine(this.block.getLower(), address) || (isIpv4() && sameMachine(this.block.getUpper(), address));
	}

	@Override
	public String toString() {
		return this.block.toCanonicalString();
	}

	private static boolean sameMachine(IPAddress edge, IPAddress address) {
		return edge.withoutPrefixLength().equals(address);
	}

	private static int prefixOf(IPAddress block) {
		return Objects.requireNonNull(block.getNetworkPrefixLength(), "a network has a prefix");
	}

}
