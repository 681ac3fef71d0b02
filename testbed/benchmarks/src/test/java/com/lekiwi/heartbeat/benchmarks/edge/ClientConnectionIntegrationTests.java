package com.lekiwi.heartbeat.benchmarks.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ClientConnectionIntegrationTests {

	private static final byte[] REQUEST = ClientConnection.request("GET /", "", "");

	@Test
	void anAnswerIsReadWhole() throws Exception {
		try (Scripted server = new Scripted(
				List.of(List.of(
						String.join("\r\n", "HTTP/1.1 200 OK", "X-Heartbeat-System: new", "Transfer-Encoding: chunked",
								"", "3", "abc", "2", "de", "0", "", ""),
						"HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx")));
				ClientConnection connection = new ClientConnection(server.port())) {
			assertThat(connection.exchange(REQUEST)).isEqualTo(new Answer(200, "new", "abcde", false, ""));
			assertThat(connection.exchange(REQUEST)).isEqualTo(new Answer(404, "", "x", false, ""));
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@Test
	void aConnectionThatIsClosedUnderTheRequestIsRetriedOnce() throws Exception {
		try (Scripted server = new Scripted(List.of(List.of(ok(), ""), List.of(ok(), ""), List.of("")));
				ClientConnection connection = new ClientConnection(server.port())) {
			assertThat(connection.exchange(REQUEST).retried()).isFalse();
			Answer second = connection.exchange(REQUEST);
			assertThat(second.status()).isEqualTo(200);
			assertThat(second.retried()).isTrue();
			// The retry fails as well: no third time.
			Answer third = connection.exchange(REQUEST);
			assertThat(third.status()).isZero();
			assertThat(third.fault()).startsWith("no answer to the second try");
			assertThat(server.connections()).isEqualTo(3);
		}
	}

	@Test
	void aNewConnectionThatIsClosedIsAFailure() throws Exception {
		try (Scripted server = new Scripted(List.of(List.of("")));
				ClientConnection connection = new ClientConnection(server.port())) {
			Answer answer = connection.exchange(REQUEST);
			assertThat(answer.status()).isZero();
			assertThat(answer.retried()).isFalse();
			assertThat(answer.fault()).isNotEmpty();
		}
	}

	@Test
	void whoSaysThatItClosesIsNotAskedAgain() throws Exception {
		try (Scripted server = new Scripted(
				List.of(List.of("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"), List.of(ok())));
				ClientConnection connection = new ClientConnection(server.port())) {
			assertThat(connection.exchange(REQUEST).status()).isEqualTo(200);
			Answer answer = connection.exchange(REQUEST);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.retried()).isFalse();
			assertThat(server.connections()).isEqualTo(2);
		}
	}

	private static String ok() {
		return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
	}

	/**
	 * Answers request by request, connection by connection, as it was told; an empty
	 * answer closes the connection once the request is there.
	 */
	private static final class Scripted implements AutoCloseable {

		private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());

		private final AtomicInteger connections = new AtomicInteger();

		Scripted(List<List<String>> script) throws IOException {
			Thread.ofPlatform().daemon().name("scripted").start(() -> {
				try {
					for (List<String> answers : script) {
						serve(answers);
					}
				}
				catch (IOException ex) {
					// The test has ended.
				}
			});
		}

		private void serve(List<String> answers) throws IOException {
			try (Socket socket = this.server.accept();
					BufferedReader reader = new BufferedReader(
							new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
				this.connections.incrementAndGet();
				for (String answer : answers) {
					String line = reader.readLine();
					while (line != null && !line.isEmpty()) {
						line = reader.readLine();
					}
					socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
				}
			}
		}

		int port() {
			return this.server.getLocalPort();
		}

		int connections() {
			return this.connections.get();
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

}
