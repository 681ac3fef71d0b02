package com.lekiwi.heartbeat.monitor.poll;

import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.incident.BlindTime;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.source.Gap;
import com.lekiwi.heartbeat.monitor.source.GapReason;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UpdateTokenTests {

	@Test
	void whatIsWrittenIsRead() {
		UpdateToken whole = new UpdateToken("0123abcd", 999_999_999_999_999_999L, -1, Long.MIN_VALUE, "0", "1", null);
		UpdateToken part = new UpdateToken("ffffffff", 0, 999_999_999_999_999_999L, -1, "80000000", "ffffffff",
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

	@Test
	void itRemembersWhatWasToldOfTheSourcesAndOfTheSituation() {
		Gap open = new Gap(GapReason.UPDATES_LOST, Robots.START, null);
		Gap over = new Gap(GapReason.UPDATES_LOST, Robots.START, Robots.START);
		Situation quiet = new Situation(Robots.START, List.of(), List.of());
		Situation blind = new Situation(Robots.START, List.of(),
				List.of(new BlindTime(Robots.START, Robots.START, "restarted")));
		SourceState well = new SourceState(true, true, Robots.START, List.of(over));
		UpdateToken token = UpdateToken.parse("1").telling(well, quiet);
		assertThat(token.tells(new SourceState(true, true, Robots.START.plusSeconds(1), List.of()), quiet)).isTrue();
		assertThat(token.tells(new SourceState(false, true, Robots.START, List.of()), quiet)).isFalse();
		assertThat(token.tells(new SourceState(true, false, Robots.START, List.of()), quiet)).isFalse();
		assertThat(token.tells(new SourceState(true, true, Robots.START, List.of(open)), quiet)).isFalse();
		assertThat(token.tells(well, blind)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "-1", "1.5", "1000000000000000000", "1~", "1~0123abcd~1~2~0~0~0",
			"2~0123abcd~1~2~0~0~0~", "1~0123ABCD~1~2~0~0~0~", "1~0123abc~1~2~0~0~0~", "1~0123abcde~1~2~0~0~0~",
			"1~~1~2~0~0~0~", "1~0123abcd~-1~2~0~0~0~", "1~0123abcd~1~-2~0~0~0~",
			"1~0123abcd~1000000000000000000~2~0~0~0~", "1~0123abcd~1~1000000000000000000~0~0~0~",
			"1~0123abcd~1~2~-1~0~0~", "1~0123abcd~1~2~10000000000000000~0~0~", "1~0123abcd~1~2~0~~0~",
			"1~0123abcd~1~2~0~123456789~0~", "1~0123abcd~1~2~0~0~~", "1~0123abcd~1~2~0~0~123456789~",
			"1~0123abcd~1~2~0~0~0~.kiwi", "1~0123abcd~1~2~0~0~0~kiwi~1", "1~0123abcd~1~2~0~0~0~\u05d0",
			"1~0123abcd~\u0661~2~0~0~0~", "1~0123abcd~1~2~0~0~0~\n", " 1~0123abcd~1~2~0~0~0~",
			"1~0123abcd~1~2~0~0~0~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" })
	void whatIsForgedIsNone(String text) {
		assertThat(UpdateToken.parse(text)).isNull();
	}

}
