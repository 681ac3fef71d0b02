package com.lekiwi.heartbeat.starter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.config.import=classpath:service-defaults.yml", "spring.application.name=test",
				"management.server.port=0" })
class ProblemIntegrationTests {

	@LocalServerPort
	private int port;

	@Test
	void anUnknownPathIsAProblem() throws Exception {
		assertProblem(send("GET", "/nowhere"), 404, "not-found");
	}

	@Test
	void theErrorPageItselfIsNotThere() throws Exception {
		assertProblem(send("GET", "/error"), 404, "not-found");
	}

	@Test
	void aWrongMethodIsAProblemThatNamesTheRightOne() throws Exception {
		HttpResponse<String> answer = send("DELETE", "/sum");
		assertProblem(answer, 405, "method-not-allowed");
		assertThat(answer.headers().firstValue("Allow")).contains("GET");
	}

	@Test
	void aParameterOfAnotherTypeIsNamed() throws Exception {
		HttpResponse<String> answer = send("GET", "/sum?a=x");
		assertProblem(answer, 400, "invalid-request");
		assertThat(answer.body()).contains("\"field\":\"a\"");
	}

	@Test
	void aFailureShowsNothingOfItsInside() throws Exception {
		HttpResponse<String> answer = send("GET", "/broken");
		assertProblem(answer, 500, "internal");
		assertThat(answer.body()).doesNotContain("secret", "Exception", "at com.");
	}

	@Test
	void whatTomcatRefusesItselfIsAProblem() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write("GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readNBytes(400), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 400")
				.contains("application/problem+json", "problem:invalid-request")
				.doesNotContain("Tomcat");
		}
	}

	@Test
	void theRequestIdComesBackUnlessItIsForged() throws Exception {
		assertThat(get("/sum?a=1", "X-Request-Id", "abc-1").headers().firstValue("X-Request-Id")).contains("abc-1");
		assertThat(get("/sum?a=1", "X-Request-Id", "a b;c").headers().firstValue("X-Request-Id")).get()
			.asString()
			.matches("[0-9a-f-]{36}");
	}

	private void assertProblem(HttpResponse<String> answer, int status, String type) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
		assertThat(answer.body()).contains("\"type\":\"urn:lekiwi-heartbeat:problem:" + type + "\"")
			.contains("\"status\":" + status);
	}

	private HttpResponse<String> send(String method, String path) throws Exception {
		return exchange(HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));
	}

	private HttpResponse<String> get(String path, String header, String value) throws Exception {
		return exchange(HttpRequest.newBuilder(uri(path)).header(header, value));
	}

	private HttpResponse<String> exchange(HttpRequest.Builder request) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	@SpringBootApplication
	@RestController
	static class Application {

		@GetMapping("/sum")
		int sum(@RequestParam("a") int a) {
			return a;
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("secret");
		}

	}

}
