package com.lekiwi.heartbeat.benchmarks.stomp;

import java.util.Objects;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;

import org.springframework.stereotype.Component;
import org.springframework.web.context.ServletContextAware;

/** Makes Tomcat keep 1 KiB for a client's message, so that ten thousand clients fit. */
@Component
class MessageBuffers implements ServletContextAware {

	private static final int BYTES = 1024;

	@Override
	public void setServletContext(ServletContext context) {
		ServerContainer container = (ServerContainer) Objects
			.requireNonNull(context.getAttribute(ServerContainer.class.getName()));
		container.setDefaultMaxTextMessageBufferSize(BYTES);
		container.setDefaultMaxBinaryMessageBufferSize(BYTES);
	}

}
