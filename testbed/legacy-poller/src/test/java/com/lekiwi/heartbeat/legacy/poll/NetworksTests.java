package com.lekiwi.heartbeat.legacy.poll;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NetworksTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.0/8, 127.20.1.1, true", "127.0.0.0/8, 128.0.0.1, false", "10.1.0.0/22, 10.1.3.255, true",
			"10.1.0.0/22, 10.1.4.0, false", "10.1.0.7, 10.1.0.7, true", "10.1.0.7, 10.1.0.8, false",
			"0.0.0.0/0, 8.8.8.8, true", "127.0.0.0/8, ::1, false", "fd00::/8, fd12::7, true",
			"127.0.0.0/8, localhost, false", "127.0.0.0/8, '', false", "127.0.0.0/8, 127.0.0.1:8000, false" })
	void onlyAddressesInsideAreAllowed(String network, String ip, boolean allowed) {
		assertThat(Networks.of(List.of(network)).allows(ip)).isEqualTo(allowed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.0/33", "127.0.0.0/-1", "127.0.0.0/", "127.0.0.0/8/8", "lab", "" })
	void whatIsNoNetworkIsRefusedByName(String network) {
		assertThatIllegalArgumentException().isThrownBy(() -> Networks.of(List.of(network)))
			.withMessage("not a network: " + network);
	}

	@Test
	void aRangeHoldsBothItsEnds() {
		assertThat(AddressRange.of("127.20.1.254-127.20.2.1").addresses()).containsExactly("127.20.1.254",
				"127.20.1.255", "127.20.2.0", "127.20.2.1");
		assertThat(AddressRange.of("127.20.1.1").addresses()).containsExactly("127.20.1.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.2-127.0.0.1", "127.0.0.1-", "kiwi", "10.0.0.0-10.255.255.255", "::1" })
	void whatIsNoRangeIsRefused(String range) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(range));
	}

}
