package com.lekiwi.heartbeat.monitor.push;

import java.util.Objects;

import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;

import org.springframework.stereotype.Component;
import org.springframework.web.context.ServletContextAware;

/**
 * How long a message of a watcher may be; Tomcat ends the session of a longer one with
 * 1009. Spring's own way to say so is a factory bean, which would be made, with our
 * settings, before Spring is ready to make beans.
 */
@Component
final class SocketLimits implements ServletContextAware {

	/**
	 * Nobody sends bytes; Tomcat keeps a buffer of this size for each socket all the
	 * same.
	 */
	private static final int BINARY_BUFFER = 16;

	private final int maxMessage;

	SocketLimits(MonitorSettings settings) {
		this.maxMessage = settings.push().maxMessage();
	}

	@Override
	public void setServletContext(ServletContext context) {
		Object container = Objects.requireNonNull(context.getAttribute(ServerContainer.class.getName()),
				"Tomcat serves no WebSockets");
		ServerContainer sockets = (ServerContainer) container;
		sockets.setDefaultMaxTextMessageBufferSize(this.maxMessage);
		sockets.setDefaultMaxBinaryMessageBufferSize(BINARY_BUFFER);
	}

}
