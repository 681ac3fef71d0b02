package com.lekiwi.heartbeat.monitor.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

/**
 * Answers a handshake that Spring has checked, and takes the connection over. There are
 * no extensions: a compressor for each client is what ten thousand cannot have.
 */
public final class SocketUpgrade implements RequestUpgradeStrategy {

	/** RFC 6455, section 1.3. */
	private static final String ACCEPTED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private final Function<Map<String, Object>, SocketEvents> server;

	private final int maxMessage;

	/**
	 * Makes a strategy.
	 * @param server makes who serves a client, given the handshake's attributes
	 * @param maxMessage the longest message of a client, in bytes
	 */
	public SocketUpgrade(Function<Map<String, Object>, SocketEvents> server, int maxMessage) {
		this.server = server;
		this.maxMessage = maxMessage;
	}

	@Override
	public String[] getSupportedVersions() {
		return new String[] { "13" };
	}

	@Override
	public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
		return List.of();
	}

	@Override
	public void upgrade(ServerHttpRequest request, ServerHttpResponse response, @Nullable String selectedProtocol,
			List<WebSocketExtension> selectedExtensions, @Nullable Principal user, WebSocketHandler handler,
			Map<String, Object> attributes) {
		HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
		HttpServletResponse answer = ((ServletServerHttpResponse) response).getServletResponse();
		answer.setHeader("Upgrade", "websocket");
		answer.setHeader("Connection", "upgrade");
		answer.setHeader("Sec-WebSocket-Accept", accept(asked.getHeader("Sec-WebSocket-Key")));
		try {
			asked.upgrade(ClientSocket.class).serve(this.server.apply(attributes), this.maxMessage);
		}
		catch (IOException | ServletException ex) {
			throw new HandshakeFailureException("the connection cannot be taken over", ex);
		}
	}

	static String accept(String key) {
		try {
			byte[] both = (key + ACCEPTED).getBytes(StandardCharsets.US_ASCII);
			return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-1", ex);
		}
	}

}
