package com.lekiwi.heartbeat.discovery.address;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.discovery.settings.NetworkSettings;
import inet.ipaddr.IPAddress;

import org.springframework.stereotype.Component;

/**
 * Which addresses may be contacted. Everything that is contacted passes here, at the last
 * moment too: an address that was stored while the configuration was another is checked
 * again.
 */
@Component
public final class AllowedNetworks {

	private final List<Network> networks;

	private final int maxAddresses;

	/**
	 * Reads the networks.
	 * @param settings the networks
	 * @throws IllegalArgumentException if one is none, or is too wide, or nothing in it
	 * may ever be contacted
	 */
	public AllowedNetworks(DiscoverySettings settings) {
		this.networks = settings.networks().allowed().stream().map(text -> checked(text, settings.networks())).toList();
		this.maxAddresses = settings.scans().maxAddresses();
	}

	private static Network checked(String text, NetworkSettings settings) {
		Network network = Network.parse(text)
			.orElseThrow(() -> new IllegalArgumentException("heartbeat.networks.allowed: '" + text
					+ "' is no network in CIDR notation, written with its first address"));
		int widest = network.isIpv4() ? settings.widestIpv4() : settings.widestIpv6();
		if (network.prefix() < widest) {
			throw new IllegalArgumentException("heartbeat.networks.allowed: " + text + " is wider than /" + widest);
		}
		neverContacted(network.block()).ifPresent(kind -> {
			throw new IllegalArgumentException(
					"heartbeat.networks.allowed: " + text + " is never contacted: " + kind.words());
		});
		return network;
	}

	/**
	 * The configuration.
	 * @return networks in CIDR notation
	 */
	public List<String> networks() {
		return this.networks.stream().map(Network::toString).toList();
	}

	/**
	 * Why an address may not be contacted.
	 * @param address the address
	 * @return the reason in words; empty where it may
	 */
	public Optional<String> refusal(LiteralAddress address) {
		IPAddress ip = address.ip();
		Optional<String> never = neverContacted(ip).map(kind -> "is never contacted: " + kind.words());
		if (never.isPresent()) {
			return never;
		}
		List<Network> holding = this.networks.stream().filter(network -> network.contains(ip)).toList();
		if (holding.isEmpty()) {
			return Optional.of("is in none of the configured networks");
		}
		return holding.stream().anyMatch(network -> network.isReserved(ip))
				? Optional.of("is never contacted: it stands for its whole network") : Optional.empty();
	}

	/**
	 * The address in a text, where it may be contacted.
	 * @param text what somebody gave as an address
	 * @return the address
	 * @throws NotAnAddressException if it is none
	 * @throws OutsideNetworksException if it may not be contacted
	 */
	public LiteralAddress require(String text) {
		LiteralAddress address = LiteralAddress.parse(text).orElseThrow(() -> new NotAnAddressException(text));
		refusal(address).ifPresent(why -> {
			throw new OutsideNetworksException(text, why);
		});
		return address;
	}

	/**
	 * All addresses of a network that may be contacted, in order.
	 * @param cidr the network
	 * @return at least one
	 * @throws NotAnAddressException if it is no network
	 * @throws OutsideNetworksException if it is not inside a configured one, or nothing
	 * in it may be contacted
	 * @throws TooManyAddressesException if there are more than a scan may have
	 */
	public Set<LiteralAddress> expand(String cidr) {
		Network asked = Network.parse(cidr).orElseThrow(() -> new NotAnAddressException(cidr));
		if (this.networks.stream().noneMatch(network -> network.contains(asked.block()))) {
			throw new OutsideNetworksException(cidr, "is in none of the configured networks");
		}
		if (asked.size().compareTo(BigInteger.valueOf(this.maxAddresses)) > 0) {
			throw new TooManyAddressesException(asked.size(), this.maxAddresses);
		}
		Set<LiteralAddress> addresses = new LinkedHashSet<>();
		asked.hosts().map(LiteralAddress::of).filter(address -> refusal(address).isEmpty()).forEach(addresses::add);
		if (addresses.isEmpty()) {
			throw new OutsideNetworksException(cidr, "has no address that may be contacted");
		}
		return addresses;
	}

	private static Optional<NeverContacted> neverContacted(IPAddress address) {
		return Arrays.stream(NeverContacted.values()).filter(kind -> kind.covers(address)).findFirst();
	}

}
