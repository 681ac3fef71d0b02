package com.lekiwi.heartbeat.monitor.page;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@Timeout(120)
class PageIntegrationTests {

	private static Monitor monitor;

	@BeforeAll
	static void start() throws IOException {
		monitor = new Monitor(SharedStores.redis());
	}

	@AfterAll
	static void stop() {
		monitor.close();
	}

	@ParameterizedTest
	@CsvSource({ "/,text/html", "/index.html,text/html", "/app/main.js,text/javascript", "/app/theme.css,text/css",
			"/webjars/preact/dist/preact.module.js,text/javascript" })
	void aFileIsAskedForEachTimeAndSentOnlyWhenItChanged(String path, String type) throws Exception {
		HttpResponse<String> answer = get(path, "X-None", "x");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
		assertThat(answer.headers().firstValue("Last-Modified")).isEmpty();
		assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).contains("script-src 'self'")
			.doesNotContain("unsafe");
		assertThat(answer.body()).isNotBlank();
		String tag = answer.headers().firstValue("ETag").orElseThrow();
		assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
	}

	@Test
	void anUnknownPathIsAProblem() throws Exception {
		assertThat(get("/app/none.js", "X-None", "x").statusCode()).isEqualTo(404);
	}

	@Test
	void anUnknownKeyFailsTheStartWithItsName() {
		assertThatException()
			.isThrownBy(() -> new Monitor(SharedStores.redis(), "heartbeat.push.max-sesions=5").close())
			.havingRootCause()
			.isInstanceOf(UnboundConfigurationPropertiesException.class)
			.withMessageContaining("heartbeat.push.max-sesions");
	}

	private static HttpResponse<String> get(String path, String header, String value) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(monitor.url(path)).header(header, value).build(),
					HttpResponse.BodyHandlers.ofString());
		}
	}

}
