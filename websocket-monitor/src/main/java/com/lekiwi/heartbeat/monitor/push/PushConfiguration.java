package com.lekiwi.heartbeat.monitor.push;

import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** Where and how WebSockets are served. Browsers may come from our own pages only. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class PushConfiguration implements WebSocketConfigurer {

	/**
	 * Nobody sends bytes; Tomcat keeps a buffer of this size for each socket all the
	 * same.
	 */
	private static final int BINARY_BUFFER = 16;

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

	@Bean
	static ServletServerContainerFactoryBean webSocketContainer(MonitorSettings settings) {
		ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
		container.setMaxTextMessageBufferSize(settings.push().maxMessage());
		container.setMaxBinaryMessageBufferSize(BINARY_BUFFER);
		return container;
	}

}
