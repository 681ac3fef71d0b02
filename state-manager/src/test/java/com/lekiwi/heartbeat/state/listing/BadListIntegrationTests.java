package com.lekiwi.heartbeat.state.listing;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class BadListIntegrationTests {

	@LocalServerPort
	private int port;

	@Test
	void everyFaultIsNamed() {
		try (Http http = new Http(this.port)) {
			HttpResponse<String> answer = http
				.get("/api/v2/robots?status=online,asleep&type=car&teleoperation=no&sort=size"
						+ "&limit=0&cursor=x&count=maybe&colour=red&site=&tag=a,,b&q=%20");
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(answer.body()).contains("'asleep' is none of", "'car' is none of", "'no' is none of",
					"one of id, name, status_since, registered_at", "a number from 1 to 1000", "\"cursor\"",
					"true or false", "\"colour\"", "\"site\"", "\"tag\"", "\"q\"");
		}
	}

	@Test
	void whatMayBeGivenOnceIsRefusedTwice() {
		try (Http http = new Http(this.port)) {
			for (String query : List.of("limit=1&limit=2", "sort=id&sort=name", "q=a&q=b", "count=true&count=true",
					"cursor=a&cursor=a")) {
				HttpResponse<String> answer = http.get("/api/v2/robots?" + query);
				assertThat(answer.statusCode()).as(query).isEqualTo(400);
				assertThat(answer.body()).as(query).contains("must be given once");
			}
			for (String query : List.of("q=" + "a".repeat(129), "q=1+2+3+4+5+6+7+8+9", "q=a%00b", "limit=1001",
					"limit=-1", "limit=ten", "sort=--id", "sort=", "site=a%00")) {
				assertThat(http.get("/api/v2/robots?" + query).statusCode()).as(query).isEqualTo(400);
			}
		}
	}

	@Test
	void aCursorIsGoodForItsOwnSortAndFilterOnly() {
		try (Http http = new Http(this.port)) {
			http.beat("cursor-1", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
			http.beat("cursor-2", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
			String cursor = Listed.page(http, "limit=1&sort=name&q=cursor").nextCursor();
			assertThat(Listed.ids(http, "limit=5&sort=name&q=cursor&cursor=" + cursor)).containsExactly("cursor-2");
			for (String query : List.of("sort=-name&q=cursor", "sort=id&q=cursor", "sort=name", "sort=name&q=other",
					"sort=name&q=cursor&status=online")) {
				HttpResponse<String> answer = http.get("/api/v2/robots?" + query + "&cursor=" + cursor);
				assertThat(answer.statusCode()).as(query).isEqualTo(400);
				assertThat(answer.body()).as(query).contains("of another sort or filter");
			}
		}
	}

	@Test
	void aCursorThatSomebodyMadeUpIsRefusedAndHarmsNobody() {
		try (Http http = new Http(this.port)) {
			http.beat("forged-1", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
			http.beat("forged-2", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
			String sum = new String(
					Base64.getUrlDecoder().decode(Listed.page(http, "limit=1&sort=status_since&q=forged").nextCursor()),
					StandardCharsets.UTF_8)
				.split("\n", 2)[0];
			for (String forged : List.of(sum, sum + "\nforged-1", sum + "\nforged-1\nyesterday",
					sum + "\nforged-1\n+999999999-01-01T00:00:00Z",
					sum + "\n; DROP TABLE robots\n2026-01-01T00:00:00Z")) {
				String cursor = Base64.getUrlEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
				assertThat(http.get("/api/v2/robots?limit=1&sort=status_since&q=forged&cursor=" + cursor).statusCode())
					.as(forged)
					.isEqualTo(400);
			}
			assertThat(http.get("/api/v2/robots?cursor=" + "A".repeat(5_000)).statusCode()).isEqualTo(400);
		}
	}

}
