package com.lekiwi.heartbeat.discovery.address;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LiteralAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "10.1.0.7", "127.20.255.254", "0.0.0.0", "255.255.255.255", "::1", "fd00::7",
			"2001:db8::1:0:0:1" })
	void canonicalFormsAreAddresses(String text) {
		assertThat(LiteralAddress.parse(text)).hasValueSatisfying(address -> {
			assertThat(address.text()).isEqualTo(text);
			assertThat(LiteralAddress.of(address.inet())).isEqualTo(address);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "010.1.1.1", "10.01.1.1", "0x7f.0.0.1", "0x7f000001", "2130706433",
			"017700000001", "127.1", "127.0.1", "10.1.1", "10.1.1.256", "10.1.1.1.", ".10.1.1.1", "10.1.1.1 ",
			" 10.1.1.1", "10.1.1.1\n", "10.1.1.1\0", "10.1.1.1:80", "10.1.1.1/32", "10.1.1.0/24", "10.1.1.*",
			"10.1.1.1-9", "10.1.1._", "1٠.1.1.1", "１０.1.1.1", "localhost", "robot.example", "fe80::1%eth0", "fe80::1%1",
			"FD00::7", "fd00:0:0:0:0:0:0:7", "fd00::0:7", "fd00::07", "[fd00::7]", "::ffff:10.1.0.7", "::10.1.0.7",
			"fd00::10.1.0.7", "*", "-", "all", "10.1.0.7,8", "+10.1.1.1", "1e1.1.1.1", "//10.1.1.1", "10.1.1.1#",
			"10。1。1。1", "::1/128", "x::1.ipv6-literal.net", "fd00--7.ipv6-literal.net", "1.0.1.10.in-addr.arpa" })
	void anyOtherFormIsNone(String text) {
		assertThat(LiteralAddress.parse(text)).isEmpty();
	}

}
