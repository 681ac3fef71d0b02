package com.lekiwi.heartbeat.monitor.wire;

import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import org.apache.catalina.connector.Connector;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has Tomcat take as many connections as there may be watchers, and keep little for each:
 * at its defaults two buffers of 8 KiB stay with each of them for as long as it lives,
 * and the kernel takes in megabytes for a client that does not read.
 */
@Configuration(proxyBeanMethods = false)
class ConnectionBuffers {

	/** In bytes. An answer that is longer goes out in more pieces. */
	private static final String SIZE = "2048";

	/** What the kernel takes in for a client, in bytes; Linux doubles it. */
	private static final String KERNEL_SIZE = "131072";

	/** Connections besides those of watchers. */
	private static final int OTHERS = 1_000;

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> manyConnections(MonitorSettings settings) {
		int most = settings.push().maxSessions() + settings.updates().maxWaiting() + OTHERS;
		return factory -> factory.addConnectorCustomizers(connector -> customize(connector, most));
	}

	private static void customize(Connector connector, int most) {
		connector.setProperty("maxConnections", Integer.toString(most));
		connector.setProperty("socket.txBufSize", KERNEL_SIZE);
		connector.setProperty("socket.appReadBufSize", SIZE);
		connector.setProperty("socket.appWriteBufSize", SIZE);
	}

}
