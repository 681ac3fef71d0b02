package com.lekiwi.heartbeat.state.etag;

import java.net.http.HttpResponse;
import java.util.UUID;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class EntityTagIntegrationTests {

	private static final String BEAT = "{\"boot_id\":\"b\",\"seq\":%d,\"interval_s\":300,\"site\":\"tags\"}";

	@LocalServerPort
	private int port;

	private final String robot = "kiwi-" + UUID.randomUUID().toString().substring(0, 8);

	private Http http;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
		assertThat(this.http.beat(this.robot, BEAT.formatted(1)).statusCode()).isEqualTo(204);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/robots/%s", "/api/v2/robots?limit=1000", "/api/v2/robots/%s/events",
			"/api/v2/events?subject=%s", "/api/v2/openapi.json" })
	void whoHasAnAnswerGetsNoBodyAgain(String form) {
		String path = form.formatted(this.robot);
		HttpResponse<String> first = this.http.get(path);
		String tag = first.headers().firstValue("ETag").orElseThrow();
		assertThat(tag).startsWith("W/\"");
		assertThat(first.headers().allValues("Cache-Control")).containsExactly("no-cache");
		assertThat(first.headers().firstValue("Vary").orElseThrow()).isEqualToIgnoringCase("Accept-Encoding");
		for (String given : new String[] { tag, "*", "\"other\", " + tag, tag.substring(2) }) {
			HttpResponse<String> again = this.http.ask("GET", path, "If-None-Match", given);
			assertThat(again.statusCode()).as(given).isEqualTo(304);
			assertThat(again.body()).isEmpty();
			assertThat(again.headers().firstValue("ETag")).contains(tag);
			assertThat(again.headers().allValues("Cache-Control")).containsExactly("no-cache");
			assertThat(again.headers().firstValue("Vary")).isPresent();
		}
		assertThat(this.http.ask("GET", path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
		assertThat(this.http.ask("GET", path, "If-None-Match", "nonsense").body()).isNotEmpty();
	}

	@Test
	void aChangeIsAnotherTagAlsoWhereACopyAnswers() {
		String path = "/api/v2/robots/" + this.robot;
		Awaitility.await().until(() -> this.http.get(path).headers().firstValue("Age").isPresent());
		String tag = this.http.get(path).headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> copy = this.http.ask("GET", path, "If-None-Match", tag);
		assertThat(copy.statusCode()).isEqualTo(304);
		assertThat(copy.headers().firstValue("Age")).isPresent();
		this.http.beat(this.robot, BEAT.formatted(2));
		Awaitility.await().until(() -> this.http.ask("GET", path, "If-None-Match", tag).statusCode() == 200);
		assertThat(this.http.get("/api/v2/robots").headers().firstValue("ETag")).isPresent();
	}

	@Test
	void headAnswersAsGetWithoutABody() {
		for (String path : new String[] { "/api/v2/robots/" + this.robot, "/api/v2/robots?limit=1000" }) {
			HttpResponse<String> get = this.http.get(path);
			HttpResponse<String> head = this.http.ask("HEAD", path);
			assertThat(head.statusCode()).isEqualTo(200);
			assertThat(head.body()).isEmpty();
			String tag = head.headers().firstValue("ETag").orElseThrow();
			assertThat(get.headers().firstValue("ETag")).contains(tag);
			assertThat(this.http.ask("HEAD", path, "If-None-Match", tag).statusCode()).isEqualTo(304);
		}
	}

	@Test
	void compressedAnswersHaveTheSameTag() {
		HttpResponse<String> plain = this.http.get("/api/v2/openapi.json");
		HttpResponse<String> packed = this.http.ask("GET", "/api/v2/openapi.json", "Accept-Encoding", "gzip");
		assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(packed.headers().firstValue("ETag")).isEqualTo(plain.headers().firstValue("ETag"));
		assertThat(packed.headers().allValues("Vary")).singleElement()
			.satisfies(vary -> assertThat(vary).isEqualToIgnoringCase("Accept-Encoding"));
	}

	@Test
	void errorsHaveNoTagAndAreNotMatched() {
		HttpResponse<String> unknown = this.http.ask("GET", "/api/v2/robots/nobody-knows", "If-None-Match", "*");
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(unknown.headers().firstValue("ETag")).isEmpty();
		assertThat(unknown.headers().allValues("Cache-Control")).containsExactly("no-cache");
		assertThat(this.http.ask("GET", "/api/v2/robots?limit=0", "If-None-Match", "*").statusCode()).isEqualTo(400);
		assertThat(this.http.ask("GET", "/api/v2/robots/" + this.robot, "Accept", "text/html").statusCode())
			.isEqualTo(406);
	}

}
