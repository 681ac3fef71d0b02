package com.lekiwi.heartbeat.contract.identity;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RobotIdTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "kiwi-07", "0", "XLE_2.b",
			"a123456789012345678901234567890123456789012345678901234567890123" })
	void idsOfTheFormAreTaken(String id) {
		assertThat(RobotId.isValid(id)).isEqualTo(RobotId.FORM.matcher(id).matches()).isTrue();
		assertThat(new RobotId(id)).hasToString(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-a", ".a", "_a", "a b", "a/b", "ä", "a\u0000", "a\n", "á",
			"a1234567890123456789012345678901234567890123456789012345678901234" })
	void anythingElseIsRefused(String id) {
		assertThat(RobotId.isValid(id)).isEqualTo(RobotId.FORM.matcher(id).matches()).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> new RobotId(id));
	}

}
