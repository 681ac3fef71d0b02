package com.lekiwi.heartbeat.state.heartbeat;

import java.nio.charset.StandardCharsets;

import com.lekiwi.heartbeat.state.body.JsonBody;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TextLengthTests {

	private static final String KIWI = "\uD83E\uDD5D";

	private final BeatJson json = new BeatJson(new JsonBody(JsonMapper.builder().build()));

	@Test
	void aCharacterCountsOnceHoweverItIsEncoded() {
		assertThat(read(KIWI.repeat(128)).faults()).isEmpty();
		assertThat(read("n".repeat(128)).faults()).isEmpty();
		assertThat(read(KIWI.repeat(129)).faults()).singleElement()
			.satisfies(fault -> assertThat(fault.field()).isEqualTo("/name"));
	}

	private BeatReader.Result read(String name) {
		return this.json
			.one("{\"boot_id\":\"b\",\"seq\":1,\"name\":\"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8));
	}

}
