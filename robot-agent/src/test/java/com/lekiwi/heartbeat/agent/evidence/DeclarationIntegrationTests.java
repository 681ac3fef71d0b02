package com.lekiwi.heartbeat.agent.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.FleetServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who is said to send the commands. */
@Timeout(60)
class DeclarationIntegrationTests {

	private static final String NOBODY = "nobody";

	private final int port = FleetServer.deadPort();

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path directory;

	private FleetServer server;

	private AgentProcess agent;

	@BeforeEach
	void open() throws Exception {
		this.server = new FleetServer();
		this.agent = AgentOptions.hurried(this.server.port())
			.with("--source-file", file(), "--declare-port", this.port)
			.start();
		this.server.awaitMore(1);
	}

	@AfterEach
	void close() {
		this.agent.close();
		this.server.close();
		this.client.close();
	}

	@Test
	void theHostSaysWhoDrivesUntilThatExpires() throws Exception {
		assertThat(declare("{\"source\":\"operator\",\"operator_id\":\"op-7\",\"ttl_s\":1}")).isEqualTo(204);
		awaitDeclared("operator op-7");
		awaitDeclared(NOBODY);
		assertThat(declare("{\"source\":\"policy\"}")).isEqualTo(204);
		awaitDeclared("policy");
		assertThat(send(request().DELETE())).isEqualTo(204);
		awaitDeclared(NOBODY);
	}

	@Test
	void theFileIsReadAgainWhenItChanges() throws Exception {
		Files.writeString(file(), "SOURCE=operator\nOPERATOR_ID=op-9\n");
		awaitDeclared("operator op-9");
		assertThat(declare("{\"source\":\"policy\",\"ttl_s\":3600}")).isEqualTo(204);
		awaitDeclared("policy");
		assertThat(send(request().DELETE())).isEqualTo(204);
		awaitDeclared("operator op-9");
		Files.writeString(file(), "SOURCE=somebody\n");
		awaitDeclared(NOBODY);
		this.agent.awaitLog("source is operator or policy; nobody is declared");
		Files.writeString(file(), "# Policy night\nSOURCE=\"policy\"\n");
		awaitDeclared("policy");
		Files.delete(file());
		awaitDeclared(NOBODY);
	}

	@Test
	void whatIsWrongIsRefusedAndDeclaresNobody() throws Exception {
		assertThat(declare("{\"source\":\"human\"}")).isEqualTo(400);
		assertThat(declare("{\"source\":\"operator\",\"operator_id\":\"-\"}")).isEqualTo(400);
		assertThat(declare("{\"source\":\"operator\",\"ttl_s\":0}")).isEqualTo(400);
		assertThat(declare("{\"source\":\"operator\",\"ttl_s\":\"10\"}")).isEqualTo(400);
		assertThat(declare("{\"source\":\"operator\",\"ttl_s\":NaN}")).isEqualTo(400);
		assertThat(declare("[]")).isEqualTo(400);
		assertThat(declare("{")).isEqualTo(400);
		assertThat(declare("[".repeat(4_000))).isEqualTo(400);
		assertThat(declare("{\"source\":\"operator\",\"x\":\"" + "x".repeat(5_000) + "\"}")).isEqualTo(413);
		assertThat(send(request().setHeader("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"))))
			.isEqualTo(415);
		assertThat(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/other"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"source\":\"policy\"}")))).isEqualTo(404);
		this.server.awaitMore(2);
		assertThat(declared()).isEqualTo(NOBODY);
		assertThat(this.agent.log()).hasSize(1);
	}

	@Test
	void aPageInABrowserDeclaresNobody() throws Exception {
		String body = "{\"source\":\"policy\"}";
		assertThat(send(request().header("Origin", "http://evil.example").POST(BodyPublishers.ofString(body))))
			.isEqualTo(403);
		assertThat(raw("POST /declare HTTP/1.1\r\nHost: evil.example:" + this.port
				+ "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
			.startsWith("HTTP/1.0 403");
		this.server.awaitMore(2);
		assertThat(declared()).isEqualTo(NOBODY);
	}

	@Test
	void aClientThatHangsUpHarmsNobody() throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write("POST /decl".getBytes(StandardCharsets.US_ASCII));
		}
		assertThat(declare("{\"source\":\"policy\"}")).isEqualTo(204);
		awaitDeclared("policy");
	}

	/** Another address of this computer is not the one that is bound. */
	@Test
	void onlyTheLoopbackAddressIsListenedTo() throws Exception {
		InetAddress other = InetAddress.getByAddress(new byte[] { 127, 0, 0, 2 });
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket(other, this.port).close());
	}

	private Path file() {
		return this.directory.resolve("source.env");
	}

	private void awaitDeclared(String who) {
		this.server.await(who, () -> declared().equals(who));
	}

	private String declared() {
		var said = this.server.last().teleoperation();
		String source = said.path("source").stringValue(NOBODY);
		return said.has("operator_id") ? source + " " + said.path("operator_id").stringValue() : source;
	}

	private HttpRequest.Builder request() {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/declare"))
			.header("Content-Type", "application/json");
	}

	private int declare(String body) throws Exception {
		return send(request().POST(BodyPublishers.ofString(body)));
	}

	private int send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.discarding()).statusCode();
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
				InputStream input = socket.getInputStream()) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(input.readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

}
