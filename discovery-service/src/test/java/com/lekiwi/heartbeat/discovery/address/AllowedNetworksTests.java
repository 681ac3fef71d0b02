package com.lekiwi.heartbeat.discovery.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AllowedNetworksTests {

	@Test
	void withoutNetworksNothingMayBeContacted() {
		AllowedNetworks none = networks();
		assertThat(none.networks()).isEmpty();
		assertThatExceptionOfType(OutsideNetworksException.class).isThrownBy(() -> none.require("127.0.0.1"));
		assertThatExceptionOfType(OutsideNetworksException.class).isThrownBy(() -> none.expand("127.0.0.0/30"));
	}

	@Test
	void whatIsInsideMayBeContactedAndNothingElse() {
		AllowedNetworks networks = networks("10.1.0.0/24", "fd00:1::/64");
		assertThat(networks.require("10.1.0.7").text()).isEqualTo("10.1.0.7");
		assertThat(networks.require("fd00:1::7").text()).isEqualTo("fd00:1::7");
		for (String outside : List.of("10.1.1.7", "10.2.0.7", "127.0.0.1", "fd00:2::7", "::1", "8.8.8.8")) {
			assertThatExceptionOfType(OutsideNetworksException.class).as(outside)
				.isThrownBy(() -> networks.require(outside));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "100.100.100.200", "224.0.0.251", "255.255.255.255", "240.0.0.1",
			"0.0.0.0", "0.1.2.3", "fe80::1", "ff02::fb", "::", "::7f00:1", "::ffff:7f00:1", "::ffff:a01:7",
			"64:ff9b::a01:7", "64:ff9b:1::a01:7", "2002:a01:7::1", "2001:0:1::1", "fd00:ec2::254", "::ffff:0:a01:7" })
	void someAddressesAreNeverContactedEvenInsideANetwork(String text) {
		AllowedNetworks all = networks("networks.widest-ipv4=1", "networks.widest-ipv6=1", "0.0.0.0/1", "128.0.0.0/1",
				"::/1", "8000::/1");
		LiteralAddress.parse(text)
			.ifPresentOrElse(address -> assertThat(all.refusal(address)).as(text).isPresent(),
					() -> assertThatExceptionOfType(NotAnAddressException.class).isThrownBy(() -> all.require(text)));
		assertThat(all.refusal(new LiteralAddress("10.1.0.7"))).isEmpty();
		assertThat(all.refusal(new LiteralAddress("2003::7"))).isEmpty();
	}

	@Test
	void theNetworkAndItsBroadcastAddressAreLeftOut() {
		AllowedNetworks networks = networks("10.1.0.0/16", "fd00:1::/112");
		assertThat(networks.expand("10.1.7.0/29")).extracting(LiteralAddress::text)
			.containsExactly("10.1.7.1", "10.1.7.2", "10.1.7.3", "10.1.7.4", "10.1.7.5", "10.1.7.6");
		assertThat(networks.expand("10.1.7.0/31")).extracting(LiteralAddress::text)
			.containsExactly("10.1.7.0", "10.1.7.1");
		assertThat(networks.expand("10.1.7.9/32")).extracting(LiteralAddress::text).containsExactly("10.1.7.9");
		assertThat(networks.expand("fd00:1::/126")).extracting(LiteralAddress::text)
			.containsExactly("fd00:1::1", "fd00:1::2", "fd00:1::3");
		assertThatExceptionOfType(OutsideNetworksException.class).isThrownBy(() -> networks.require("10.1.0.0"));
		assertThatExceptionOfType(OutsideNetworksException.class).isThrownBy(() -> networks.require("10.1.255.255"));
		assertThat(networks.require("10.1.7.0").text()).isEqualTo("10.1.7.0");
	}

	@Test
	void aScanHasNoMoreAddressesThanItMay() {
		AllowedNetworks networks = networks("10.0.0.0/8", "fd00::/64");
		assertThat(networks.expand("10.1.0.0/16")).hasSize(65534);
		assertThatExceptionOfType(TooManyAddressesException.class).isThrownBy(() -> networks.expand("10.0.0.0/15"));
		assertThatExceptionOfType(TooManyAddressesException.class).isThrownBy(() -> networks.expand("fd00::/64"))
			.withMessageContaining("18446744073709551616");
	}

	@Test
	void aNetworkThatReachesOutsideIsRefusedWhole() {
		AllowedNetworks networks = networks("10.1.0.0/24");
		assertThatExceptionOfType(OutsideNetworksException.class).isThrownBy(() -> networks.expand("10.1.0.0/23"));
		assertThatExceptionOfType(OutsideNetworksException.class).isThrownBy(() -> networks.expand("10.0.0.0/8"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.0.7/24", "10.1.0.0", "10.1.0.0/33", "10.1.0.0/-1", "10.1.0.0/024", "10.1/16",
			"10.1.0.0/255.255.255.0", "010.1.0.0/24", "10.1.0.*/24", "/24", "*/8", "lab", "10.1.0.0/24/24",
			"fd00::1/64", "::ffff:10.1.0.0/120" })
	void whatIsNotWrittenAsANetworkIsNone(String text) {
		assertThatExceptionOfType(NotAnAddressException.class).isThrownBy(() -> networks("10.1.0.0/16").expand(text));
		assertThatIllegalArgumentException().isThrownBy(() -> networks(text)).withMessageContaining(text);
	}

	@Test
	void aNetworkThatIsTooWideOrOfNoUseFailsTheStart() {
		assertThatIllegalArgumentException().isThrownBy(() -> networks("0.0.0.0/0")).withMessageContaining("wider");
		assertThatIllegalArgumentException().isThrownBy(() -> networks("10.0.0.0/7")).withMessageContaining("wider");
		assertThatIllegalArgumentException().isThrownBy(() -> networks("fd00::/8")).withMessageContaining("wider");
		assertThatIllegalArgumentException().isThrownBy(() -> networks("169.254.0.0/16"))
			.withMessageContaining("link-local");
		assertThatIllegalArgumentException().isThrownBy(() -> networks("::ffff:0:0/96")).withMessageContaining("IPv4");
	}

	/** Networks, and settings that have an equals sign. */
	private static AllowedNetworks networks(String... given) {
		Map<String, String> values = new HashMap<>();
		int networks = 0;
		for (String one : given) {
			int equals = one.indexOf('=');
			if (equals > 0) {
				values.put("heartbeat." + one.substring(0, equals), one.substring(equals + 1));
			}
			else {
				values.put("heartbeat.networks.allowed[" + networks++ + "]", one);
			}
		}
		return new AllowedNetworks(new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("heartbeat",
				DiscoverySettings.class));
	}

}
