package com.lekiwi.heartbeat.stack.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpServer;

/**
 * Stands for any service or for the fleet: serves where it is told to, and behaves as the
 * resource {@code behaviour} in its jar says. It uses nothing but the JDK.
 */
public final class FakeService {

	private FakeService() {
	}

	public static void main(String[] arguments) throws IOException {
		String behaviour = behaviour();
		System.out.println("I am a " + behaviour + " service");
		if (behaviour.equals("dying")) {
			System.out.println("I cannot find my configuration");
			System.exit(3);
		}
		int status = behaviour.equals("unready") ? 503 : 200;
		int control = List.of(arguments).indexOf("--control-port");
		if (control >= 0) {
			serve(Integer.parseInt(arguments[control + 1]), status, "{\"beats\":{\"acknowledged\":7}}");
			return;
		}
		int legacy = List.of(arguments).indexOf("--port");
		if (legacy >= 0) {
			serve(Integer.parseInt(arguments[legacy + 1]), status, "I am the legacy");
			return;
		}
		serve(Integer.parseInt(System.getenv("SERVER_PORT")), 200, System.getenv("SPRING_DATASOURCE_URL"));
		serve(Integer.parseInt(System.getenv("MANAGEMENT_SERVER_PORT")), status, "{\"status\":\"UP\"}");
	}

	private static String behaviour() throws IOException {
		try (InputStream input = FakeService.class.getResourceAsStream("/behaviour")) {
			return (input == null) ? "healthy" : new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static void serve(int port, int status, String body) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		server.createContext("/", (exchange) -> {
			try (exchange) {
				byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(status, bytes.length);
				exchange.getResponseBody().write(bytes);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		server.start();
	}

}
