package com.lekiwi.heartbeat.monitor.push;

import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Takes what watchers send; their sessions send. */
@Component
final class PushHandler extends TextWebSocketHandler {

	private static final Logger log = LoggerFactory.getLogger(PushHandler.class);

	/** Tomcat's name for how long a frame may take, in milliseconds. */
	private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

	private final PushSessions sessions;

	private final SubscriptionReader reader;

	private final long sendTimeoutMs;

	PushHandler(PushSessions sessions, SubscriptionReader reader, MonitorSettings settings) {
		this.sessions = sessions;
		this.reader = reader;
		this.sendTimeoutMs = settings.push().sendTimeout().toMillis();
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
		if (socket instanceof StandardWebSocketSession standard) {
			standard.getNativeSession().getUserProperties().put(SEND_TIMEOUT, this.sendTimeoutMs);
		}
		if (!this.sessions.open(socket)) {
			socket.close(CloseStatus.SERVICE_OVERLOAD);
		}
	}

	@Override
	protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
		try {
			this.sessions.subscribe(socket, this.reader.read(message.getPayload()));
		}
		catch (MessageRefusedException ex) {
			this.sessions.complain(socket, ex.detail());
		}
	}

	@Override
	public void handleTransportError(WebSocketSession socket, Throwable failure) {
		log.debug("a socket failed: {}", failure.toString());
	}

	@Override
	public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
		this.sessions.closed(socket, status);
	}

}
