package com.lekiwi.heartbeat.legacy.corpus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.legacy.corpus.Exchange.Got;
import com.lekiwi.heartbeat.legacy.corpus.Exchange.Sent;
import com.lekiwi.heartbeat.legacy.launch.Legacies;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CorpusIntegrationTests {

	private static final Corpus ONE = new Corpus(List.of(new Exchange("a time", new Sent("GET", "/time", null, null),
			new Got(200, Map.of("content-type", "application/json"), "{\"at\":\"<time>\"}"))));

	@Test
	void theLegacyAnswersEveryRequestAsItWasRecorded() throws Exception {
		Corpus corpus = Corpus.recorded();
		assertThat(corpus.exchanges()).hasSizeGreaterThan(100);
		try (Legacy legacy = Legacies.started(0); CorpusPlayer player = new CorpusPlayer(legacy.uri())) {
			assertThat(player.replay(corpus)).isEmpty();
		}
	}

	@Test
	void recordingTheCorpusAgainGivesTheSameFile() throws Exception {
		Corpus corpus = Corpus.recorded();
		try (Legacy legacy = Legacies.started(0); CorpusPlayer player = new CorpusPlayer(legacy.uri())) {
			assertThat(player.record(corpus).write()).asString(StandardCharsets.UTF_8)
				.isEqualTo(new String(corpus.write(), StandardCharsets.UTF_8));
		}
	}

	@Test
	void theCorpusHasEveryPathAndStatusOfTheDialect() throws IOException {
		List<Exchange> exchanges = Corpus.recorded().exchanges();
		assertThat(exchanges).extracting(exchange -> exchange.answer().status()).contains(200, 404, 405, 413, 422);
		assertThat(exchanges).extracting(exchange -> exchange.request().path())
			.contains("/health", "/robots", "/robots/corpus-a", "/heartbeat", "/robots/corpus-a/teleoperation-status");
		assertThat(exchanges).extracting(Exchange::name).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "\"2025-01-29T12:00:00.123456\"|true", "\"2025-01-29T12:00:00\"|true",
					"\"2025-01-29T12:00:00.123\"|false", "\"2025-01-29T12:00:00.123456Z\"|false",
					"\"2025-01-29 12:00:00.123456\"|false", "1738152000|false", "null|false" })
	void onlyATimeOfTheLegacysFormCountsAsOne(String time, boolean same) throws Exception {
		try (Answering server = new Answering(200, "application/json", "{\"at\":" + time + "}");
				CorpusPlayer player = new CorpusPlayer(server.uri())) {
			assertThat(player.replay(ONE).isEmpty()).isEqualTo(same);
		}
	}

	@Test
	void everyDifferenceIsNamed() throws Exception {
		try (Answering server = new Answering(201, "text/plain", "so what");
				CorpusPlayer player = new CorpusPlayer(server.uri())) {
			assertThat(player.replay(ONE)).containsExactly(new Difference("a time", "status", "200", "201"),
					new Difference("a time", "content-type", "application/json", "text/plain"),
					new Difference("a time", "body", "{\"at\":\"<time>\"}", "so what"));
			assertThat(player.replay(ONE).getFirst()).hasToString("a time: status is 201, not 200");
		}
	}

	@Test
	void aSideThatDoesNotAnswerIsNoDifferenceButAFailure() throws Exception {
		try (CorpusPlayer player = new CorpusPlayer(URI.create("http://127.0.0.1:" + Legacies.freePort()))) {
			assertThatIOException().isThrownBy(() -> player.replay(ONE));
		}
	}

	@Test
	void whatIsNoCorpusIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Corpus.read("{".getBytes(StandardCharsets.UTF_8)))
			.withMessageStartingWith("no corpus: ");
	}

	/** Answers every request with the same. */
	private static final class Answering implements AutoCloseable {

		private final HttpServer server;

		Answering(int status, String type, String body) throws IOException {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
			this.server.createContext("/", exchange -> {
				try (exchange) {
					byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
					exchange.getResponseHeaders().set("Content-Type", type);
					exchange.sendResponseHeaders(status, bytes.length);
					exchange.getResponseBody().write(bytes);
				}
			});
			this.server.start();
		}

		URI uri() {
			return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

}
