package com.lekiwi.heartbeat.legacy.poll;

import java.net.InetAddress;
import java.util.List;

/**
 * Networks inside which robots are polled. Names are never resolved.
 *
 * @param networks the networks
 */
public record Networks(List<Network> networks) {

	/** Copies the list. */
	public Networks {
		networks = List.copyOf(networks);
	}

	/**
	 * Reads networks.
	 * @param cidrs each an address and the length of its prefix, {@code 127.0.0.0/8}
	 * @return the networks
	 * @throws IllegalArgumentException if one is none, with its text
	 */
	public static Networks of(List<String> cidrs) {
		return new Networks(cidrs.stream().map(Network::of).toList());
	}

	boolean allows(String ip) {
		InetAddress address;
		try {
			address = InetAddress.ofLiteral(ip);
		}
		catch (IllegalArgumentException ex) {
			// A beat may say anything; what is no address cannot be polled.
			return false;
		}
		return this.networks.stream().anyMatch(network -> network.contains(address));
	}

	/**
	 * One network.
	 *
	 * @param address an address in it
	 * @param prefix how many bits its addresses share
	 */
	record Network(InetAddress address, int prefix) {

		static Network of(String cidr) {
			try {
				String[] parts = cidr.split("/", -1);
				InetAddress address = InetAddress.ofLiteral(parts[0]);
				int bits = address.getAddress().length * Byte.SIZE;
				int prefix = (parts.length == 2) ? Integer.parseInt(parts[1]) : bits;
				if (parts.length <= 2 && prefix >= 0 && prefix <= bits) {
					return new Network(address, prefix);
				}
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("not a network: " + cidr, ex);
			}
			throw new IllegalArgumentException("not a network: " + cidr);
		}

		boolean contains(InetAddress other) {
			byte[] ours = this.address.getAddress();
			byte[] theirs = other.getAddress();
			if (ours.length != theirs.length) {
				return false;
			}
			for (int bit = 0; bit < this.prefix; bit++) {
				int mask = 0x80 >> (bit % Byte.SIZE);
				if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
					return false;
				}
			}
			return true;
		}

	}

}
