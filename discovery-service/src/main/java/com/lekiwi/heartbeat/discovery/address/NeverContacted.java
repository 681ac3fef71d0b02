package com.lekiwi.heartbeat.discovery.address;

import java.util.List;

import inet.ipaddr.IPAddress;

/**
 * Addresses that are left alone in whatever network they are: those of no single machine,
 * those that only mean something on one link (where clouds keep their metadata), and IPv6
 * addresses that carry an IPv4 address, which would lead around the networks of IPv4.
 */
enum NeverContacted {

	/** This network, and no address yet. */
	UNSPECIFIED("unspecified", "0.0.0.0/8"),

	/** Link-local, with the metadata services of clouds. */
	LINK_LOCAL("link-local", "169.254.0.0/16", "fe80::/10"),

	/** Metadata services elsewhere: Amazon's over IPv6, Alibaba's. */
	METADATA("a metadata service", "fd00:ec2::254/128", "100.100.100.200/32"),

	/** Groups of machines. */
	MULTICAST("multicast", "224.0.0.0/4", "ff00::/8"),

	/** Broadcast, and what is reserved. */
	RESERVED("reserved", "240.0.0.0/4", "fec0::/10"),

	/** Mapped, compatible, translated. */
	EMBEDDED_IPV4("an IPv4 address inside an IPv6 address", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96",
			"64:ff9b:1::/48", "2002::/16", "2001::/32"),

	/** All the rest of the lowest addresses, but not the loopback. */
	COMPATIBLE("unspecified, or an IPv4 address inside an IPv6 address", "::/96");

	private static final String LOOPBACK = "::1";

	private final String words;

	/** Never changes, which the type of a list cannot say. */
	@SuppressWarnings("ImmutableEnumChecker")
	private final List<Network> networks;

	NeverContacted(String words, String... networks) {
		this.words = words;
		this.networks = List.of(networks).stream().map(text -> Network.parse(text).orElseThrow()).toList();
	}

	String words() {
		return this.words;
	}

	/** Whether it is such an address, or a network of nothing else. */
	boolean covers(IPAddress address) {
		boolean loopback = address.withoutPrefixLength().toCanonicalString().equals(LOOPBACK);
		return !loopback && this.networks.stream().anyMatch(network -> network.contains(address));
	}

}
