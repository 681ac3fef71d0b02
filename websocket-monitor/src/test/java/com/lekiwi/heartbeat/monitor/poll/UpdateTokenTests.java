package com.lekiwi.heartbeat.monitor.poll;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UpdateTokenTests {

	@Test
	void whatIsWrittenIsRead() {
		UpdateToken whole = new UpdateToken("0123abcd", 999_999_999_999_999_999L, -1, Long.MIN_VALUE, "0", null);
		UpdateToken part = new UpdateToken("ffffffff", 0, 999_999_999_999_999_999L, -1, "80000000",
				new RobotId("K.i_w-1" + "x".repeat(57)));
		assertThat(UpdateToken.parse(whole.toString())).isEqualTo(whole);
		assertThat(UpdateToken.parse(part.toString())).isEqualTo(part);
	}

	@Test
	void aCursorOfTheLogIsTheTokenOfOneWhoHasNoRobots() {
		UpdateToken token = UpdateToken.parse("1042");
		assertThat(token.cursor()).isEqualTo(1042);
		assertThat(token.instance()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "-1", "1.5", "1000000000000000000", "1~", "1~0123abcd~1~2~0~0",
			"2~0123abcd~1~2~0~0~", "1~0123ABCD~1~2~0~0~", "1~0123abc~1~2~0~0~", "1~0123abcde~1~2~0~0~", "1~~1~2~0~0~",
			"1~0123abcd~-1~2~0~0~", "1~0123abcd~1~-2~0~0~", "1~0123abcd~1000000000000000000~2~0~0~",
			"1~0123abcd~1~1000000000000000000~0~0~", "1~0123abcd~1~2~-1~0~", "1~0123abcd~1~2~10000000000000000~0~",
			"1~0123abcd~1~2~0~~", "1~0123abcd~1~2~0~123456789~", "1~0123abcd~1~2~0~0~.kiwi",
			"1~0123abcd~1~2~0~0~kiwi~1", "1~0123abcd~1~2~0~0~\u05d0", "1~0123abcd~\u0661~2~0~0~",
			"1~0123abcd~1~2~0~0~\n", " 1~0123abcd~1~2~0~0~",
			"1~0123abcd~1~2~0~0~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" })
	void whatIsForgedIsNone(String text) {
		assertThat(UpdateToken.parse(text)).isNull();
	}

}
