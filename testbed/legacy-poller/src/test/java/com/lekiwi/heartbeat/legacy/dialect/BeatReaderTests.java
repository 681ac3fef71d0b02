package com.lekiwi.heartbeat.legacy.dialect;

import java.nio.charset.StandardCharsets;

import com.lekiwi.heartbeat.legacy.memory.Report;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the corpus cannot hold, as it is text; all else is in the corpus. */
class BeatReaderTests {

	private final BeatReader reader = new BeatReader();

	@Test
	void aBodyThatIsNoTextIsUnreadable() {
		byte[] latin = "{\"robot_id\":\"kiwi\",\"name\":\"gr\u00fcn\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(this.reader.read("application/json", latin)).isInstanceOf(Reading.Unreadable.class);
	}

	@Test
	void aBeatSaysWhatItSays() {
		byte[] body = "{\"robot_id\":\"kiwi\",\"teleop_host\":true}".getBytes(StandardCharsets.UTF_8);
		assertThat(this.reader.read("application/json", body))
			.isEqualTo(new Reading.Beat(new Report("kiwi", null, null, null, true)));
	}

}
