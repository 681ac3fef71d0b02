package com.lekiwi.heartbeat.state.etag;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class EntityTagsTests {

	@ParameterizedTest
	@ValueSource(strings = { "W/\"a-1\"", "\"a-1\"", "*", " * ", "\"x\", W/\"a-1\"", "W/\"x\",\"y\",\"a-1\"" })
	void aReaderWhoHasItIsRecognised(String given) {
		assertThat(isKnown(given)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a-1", "\"a-2\"", "W/\"a\", \"1\"", "nonsense", "\"a-1", ",,," })
	void everybodyElseIsNot(String given) {
		assertThat(isKnown(given)).isFalse();
	}

	@Test
	void severalHeadersAreOneList() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("If-None-Match", "\"x\"");
		request.addHeader("If-None-Match", "\"a-1\"");
		assertThat(EntityTags.isKnown(request, EntityTags.weak("a-1"))).isTrue();
	}

	@Test
	void whenItWasReadDoesNotCountAndEverythingElseDoes() {
		String page = "{\"text\":\"a \\\"as_of\\\":\\\"1\\\"\",\"inner\":{\"as_of\":\"%s\"},\"as_of\":\"%s\",\"n\":%s}";
		String digest = digest(page.formatted("i", "2026-01-01T00:00:00Z", "1"));
		assertThat(digest(page.formatted("i", "2026-01-02T00:00:00.123Z", "1"))).isEqualTo(digest);
		assertThat(digest(page.formatted("j", "2026-01-01T00:00:00Z", "1"))).isNotEqualTo(digest);
		assertThat(digest(page.formatted("i", "2026-01-01T00:00:00Z", "2"))).isNotEqualTo(digest);
		assertThat(digest("[{\"as_of\":\"1\"}]")).isNotEqualTo(digest("[{\"as_of\":\"2\"}]"));
		assertThat(digest("{\"as_of\":\"1")).isNotEmpty();
		assertThat(digest("")).isNotEqualTo(digest("{}"));
	}

	private static boolean isKnown(String given) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("If-None-Match", given);
		return EntityTags.isKnown(request, EntityTags.weak("a-1"));
	}

	private static String digest(String json) {
		return JsonDigest.of(json.getBytes(StandardCharsets.UTF_8));
	}

}
