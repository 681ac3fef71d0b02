package com.lekiwi.heartbeat.monitor.push;

import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import com.lekiwi.heartbeat.monitor.wire.SocketUpgrade;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Where WebSockets are served. Browsers may come from our own pages only. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class PushConfiguration implements WebSocketConfigurer {

	private final PushSessions sessions;

	private final Admission admission;

	private final MonitorSettings settings;

	PushConfiguration(PushSessions sessions, Admission admission, MonitorSettings settings) {
		this.sessions = sessions;
		this.admission = admission;
		this.settings = settings;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		SocketUpgrade upgrade = new SocketUpgrade(attributes -> this.sessions.session(Admission.address(attributes)),
				this.settings.push().maxMessage());
		// Spring checks the handshake; the handler that it asks for has nothing to do.
		registry.addHandler(new TextWebSocketHandler(), "/ws")
			.setHandshakeHandler(new DefaultHandshakeHandler(upgrade))
			.addInterceptors(this.admission);
	}

}
