package com.lekiwi.heartbeat.legacy.corpus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.legacy.corpus.Exchange.Got;
import com.lekiwi.heartbeat.legacy.corpus.Exchange.Sent;

/**
 * Sends the requests of a corpus, in their order, to whoever speaks the legacy dialect:
 * the legacy, the adapter, or the edge before them. Each request carries an id of its
 * own, as the edge gives it one, unless the corpus says otherwise.
 */
public final class CorpusPlayer implements AutoCloseable {

	/** Headers that clients of the legacy can be thought to look at. */
	private static final List<String> HEADERS_THAT_MATTER = List.of("allow", "content-type", "location");

	/**
	 * A time as the legacy writes it. One with a zone, or in milliseconds, stays as it
	 * is, and makes a difference.
	 */
	private static final Pattern TIME = Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?\"");

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI base;

	/**
	 * Prepares to send requests.
	 * @param base where the legacy dialect is spoken
	 */
	public CorpusPlayer(URI base) {
		this.base = base;
	}

	/**
	 * Sends the requests and compares the answers.
	 * @param corpus the corpus, with its answers
	 * @return where the answers differ; empty when they are the same
	 * @throws IOException if a request is not answered
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public List<Difference> replay(Corpus corpus) throws IOException, InterruptedException {
		List<Difference> differences = new ArrayList<>();
		for (Exchange exchange : corpus.exchanges()) {
			Got expected = exchange.answer();
			if (expected == null) {
				throw new IOException("no answer was recorded to: " + exchange.name());
			}
			compare(exchange.name(), expected, send(exchange.request()), differences);
		}
		return differences;
	}

	/**
	 * Sends the requests and keeps the answers.
	 * @param corpus the corpus, whose answers are not looked at
	 * @return the same requests with the answers that came
	 * @throws IOException if a request is not answered
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public Corpus record(Corpus corpus) throws IOException, InterruptedException {
		List<Exchange> recorded = new ArrayList<>();
		for (Exchange exchange : corpus.exchanges()) {
			recorded.add(exchange.answered(send(exchange.request())));
		}
		return new Corpus(recorded);
	}

	@Override
	public void close() {
		this.http.close();
	}

	private Got send(Sent sent) throws IOException, InterruptedException {
		String text = sent.body();
		BodyPublisher body = (text != null) ? BodyPublishers.ofString(text) : BodyPublishers.noBody();
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(sent.path()))
			.method(sent.method(), body)
			.timeout(TIMEOUT)
			.header("X-Request-Id", UUID.randomUUID().toString().replace("-", ""));
		sent.headers().forEach(request::setHeader);
		HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
		Map<String, String> headers = new TreeMap<>();
		HEADERS_THAT_MATTER.forEach(name -> response.headers().firstValue(name).ifPresent(it -> headers.put(name, it)));
		return new Got(response.statusCode(), headers, TIME.matcher(response.body()).replaceAll("\"<time>\""));
	}

	private static void compare(String name, Got expected, Got actual, List<Difference> differences) {
		add(differences, name, "status", String.valueOf(expected.status()), String.valueOf(actual.status()));
		for (String header : HEADERS_THAT_MATTER) {
			add(differences, name, header, expected.headers().getOrDefault(header, "absent"),
					actual.headers().getOrDefault(header, "absent"));
		}
		add(differences, name, "body", expected.body(), actual.body());
	}

	private static void add(List<Difference> differences, String name, String part, String expected, String actual) {
		if (!expected.equals(actual)) {
			differences.add(new Difference(name, part, expected, actual));
		}
	}

}
