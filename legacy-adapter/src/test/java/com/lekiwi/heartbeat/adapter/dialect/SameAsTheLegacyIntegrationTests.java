package com.lekiwi.heartbeat.adapter.dialect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.lekiwi.heartbeat.legacy.corpus.Corpus;
import com.lekiwi.heartbeat.legacy.corpus.CorpusPlayer;
import com.lekiwi.heartbeat.legacy.corpus.Exchange;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import com.lekiwi.heartbeat.legacy.launch.LegacySettings;
import com.lekiwi.heartbeat.legacy.poll.Networks;
import com.lekiwi.heartbeat.legacy.poll.PollSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends the same to a real legacy and to the adapter, beyond what the corpus holds. */
@ExtendWith(DialectStack.Resolver.class)
@Timeout(120)
class SameAsTheLegacyIntegrationTests {

	/** Written down, so that a failure can be repeated. */
	private static final long SEED = 20_250_129;

	private static final int REQUESTS = 1_000;

	private static final List<String> VALUES = List.of("null", "true", "false", "0", "1", "1.0", "-0.0", "2", "1e0",
			"1e400", "-1", "0.0000001", "123456789012345678901234567890", "[]", "{}", "[[1],{\"a\":[null]}]", "\"\"",
			"\"ok\"", "\"busy\"", "\"error\"", "\"OK\"", "\"lekiwi\"", "\"xle\"", "\"unknown\"", "\"Lekiwi\"",
			"\"YES\"", "\"Off\"", "\" 1\"", "\"t\"", "\"F\"", "\"kiwi-1\"", "\"kiwi-2\"", "\"kiwi_3\"", "\"-kiwi\"",
			"\"kiwi/1\"", "\"a\\/b\\t\\u00e9\\u0001\\\\\\\"\"", "\"\\ud83e\\udd5d\"",
			"\"" + "\\ud83e\\udd5d".repeat(64) + "\"", "\"" + "\\ud83e\\udd5d".repeat(128) + "\"",
			"\"" + "n".repeat(129) + "\"", "\"Gr\u00f6\u00dfe \u732b \u2028 \u007f\"", "nul", "tru", "01", "+1", ".5",
			"1.", "NaN", "Infinity", "'a'", "\"open", "\"\\x\"", "\"\\u12\"", "\"tab\there\"", "-", "1e", "{\"a\":1",
			"[1,]", "{\"a\"}", "/* no */1", "7".repeat(1_001), "[".repeat(600), "[".repeat(400) + "]".repeat(400));

	private static final List<String> FIELDS = List.of("robot_id", "robot_id", "name", "type", "ip", "status",
			"teleop_host", "other", "Robot_id", "robot\\u005fid", "");

	private static final List<String> PATHS = List.of("/health", "/robots", "/robots/kiwi-1", "/robots/kiwi-2",
			"/robots/kiwi_3", "/robots/kiwi-1/teleoperation-status", "/robots/nobody/teleoperation-status",
			"/robots//teleoperation-status", "/robots/kiwi-1;a=b", "/robots/%6biwi-1", "/robots/kiwi+1",
			"/robots/kiwi%2B1", "/robots/%2e%2e", "/robots/kiwi-1%2Fteleoperation-status", "/robots/%C3%A4",
			"/robots/kiwi-1/../kiwi-2", "/robots/./kiwi-1", "/heartbeat", "/heartbeats", "/robots/kiwi-1/", "/r%6Fbots",
			"/robots/" + "k".repeat(65), "/robots/teleoperation-status", "/api", "/favicon.ico", "/error");

	private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS",
			"PATCH", "REPORT");

	private static final List<String> TYPES = List.of("application/json", "application/json", "application/json",
			"Application/JSON ; charset=utf-16", "application/problem+json", "application/jsonx", "text/json",
			"application/+json", ";", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded");

	private final Random random = new Random(SEED);

	@Test
	void whateverIsAskedBothAnswerTheSame(DialectStack stack) throws Exception {
		List<Exchange> requests = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			requests.add(new Exchange(i + " of seed " + SEED, (this.random.nextInt(3) > 0) ? beat() : any(), null));
		}
		// What one beat says of the type, the next may take back in the legacy only: ADR
		// 18.
		Corpus corpus = new Corpus(requests.stream().filter(SameAsTheLegacyIntegrationTests::isNotOfAType).toList());
		assertThat(corpus.exchanges()).hasSizeGreaterThan(REQUESTS / 2);
		try (Legacy legacy = legacy();
				CorpusPlayer asked = new CorpusPlayer(legacy.uri());
				CorpusPlayer player = new CorpusPlayer(stack.adapter().uri())) {
			Corpus recorded = asked.record(corpus);
			assertThat(recorded.exchanges()).extracting(exchange -> exchange.answer().status())
				.contains(200, 404, 405, 422);
			assertThat(player.replay(recorded)).isEmpty();
		}
	}

	@Test
	void bytesThatAreNoTextAreRefusedInTheSameWords(DialectStack stack) throws Exception {
		byte[] beat = "{\"robot_id\":\"kiwi\"}".getBytes(StandardCharsets.UTF_8);
		List<byte[]> bodies = List.of(new byte[] { (byte) 0xff }, new byte[] { (byte) 0xc3 }, new byte[] { 0 },
				"{\"robot_id\":\"kiwi\",\"name\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1),
				"{\"robot_id\":\"kiwi\"}".getBytes(StandardCharsets.UTF_16LE),
				"{\"robot_id\":\"kiwi\"}".getBytes(StandardCharsets.UTF_16),
				"\uFEFF{\"robot_id\":\"kiwi\"}".getBytes(StandardCharsets.UTF_8),
				"{\"robot_id\":\"kiwi\",\"name\":\"\uFFFD\"}".getBytes(StandardCharsets.UTF_8), beat,
				" ".repeat(10).getBytes(StandardCharsets.UTF_8), new byte[16 * 1024], new byte[16 * 1024 + 1]);
		try (Legacy legacy = legacy()) {
			for (int i = 0; i < bodies.size(); i++) {
				for (String type : List.of("application/json", "text/plain")) {
					for (boolean chunked : List.of(false, true)) {
						assertThat(raw(stack.adapter().uri(), type, bodies.get(i), chunked))
							.as("body %d as %s, chunked: %s", i, type, chunked)
							.isEqualTo(raw(legacy.uri(), type, bodies.get(i), chunked));
					}
				}
			}
		}
	}

	private static Legacy legacy() throws IOException {
		PollSettings polls = new PollSettings(1, Duration.ofMinutes(5), Duration.ofMillis(100),
				Networks.of(List.of("127.255.255.255/32")), List.of());
		Legacy legacy = new Legacy(new LegacySettings(0, LegacySettings.NO_CONTROL, ZoneId.of("Europe/Berlin"),
				Duration.ofMinutes(5), polls), Clock.systemUTC());
		legacy.start();
		return legacy;
	}

	private static boolean isNotOfAType(Exchange exchange) {
		String body = exchange.request().body();
		return body == null || !body.contains("\"type\":\"");
	}

	private Exchange.Sent beat() {
		StringBuilder body = new StringBuilder("{");
		int fields = this.random.nextInt(6);
		if (this.random.nextInt(4) > 0) {
			body.append("\"robot_id\":\"kiwi-")
				.append(this.random.nextInt(3))
				.append('"')
				.append((fields > 0) ? "," : "");
		}
		for (int i = 0; i < fields; i++) {
			body.append((i > 0) ? "," : "")
				.append('"')
				.append(any(FIELDS))
				.append("\":")
				.append((this.random.nextInt(4) > 0) ? any(VALUES.subList(0, 41)) : any(VALUES));
		}
		body.append('}');
		if (this.random.nextInt(20) == 0) {
			body.insert(this.random.nextInt(body.length() + 1), any(List.of("}", "{", ",", "\"", " ", "\n", "x", "]")));
		}
		return new Exchange.Sent("POST", "/heartbeat", Map.of("Content-Type", any(TYPES)), body.toString());
	}

	private Exchange.Sent any() {
		String method = any(METHODS);
		String body = (method.equals("GET") || method.equals("HEAD") || this.random.nextBoolean()) ? null : any(VALUES);
		return new Exchange.Sent(method, any(PATHS) + any(List.of("", "", "?a=b")), Map.of(), body);
	}

	private <T> T any(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	/** The status, and the body of the answer. */
	private static String raw(URI server, String type, byte[] body, boolean chunked) throws IOException {
		String length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
		try (Socket socket = new Socket(InetAddress.ofLiteral(server.getHost()), server.getPort())) {
			socket.getOutputStream()
				.write(("POST /heartbeat HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + type + "\r\n"
						+ length + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			if (chunked) {
				socket.getOutputStream()
					.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
			}
			socket.getOutputStream().write(body);
			if (chunked) {
				socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
			socket.getOutputStream().flush();
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return answer.lines().findFirst().orElse("").substring(9, 12) + " "
					+ answer.substring(answer.indexOf("\r\n\r\n") + 4);
		}
	}

}
