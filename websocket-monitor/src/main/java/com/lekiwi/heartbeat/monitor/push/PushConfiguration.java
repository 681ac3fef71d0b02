package com.lekiwi.heartbeat.monitor.push;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Where WebSockets are served. Browsers may come from our own pages only. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class PushConfiguration implements WebSocketConfigurer {

	private final PushHandler handler;

	private final Admission admission;

	PushConfiguration(PushHandler handler, Admission admission) {
		this.handler = handler;
		this.admission = admission;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(this.handler, "/ws").addInterceptors(this.admission);
	}

}
