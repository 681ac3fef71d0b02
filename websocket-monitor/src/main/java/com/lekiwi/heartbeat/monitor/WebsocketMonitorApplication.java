package com.lekiwi.heartbeat.monitor;

import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Shows the fleet as it is now, to whoever watches. */
@SpringBootApplication
@EnableConfigurationProperties(MonitorSettings.class)
public class WebsocketMonitorApplication {

	/**
	 * Tomcat keeps several such buffers for each WebSocket for as long as it lives; at
	 * its default of 8 KiB ten thousand of them do not fit into the heap. It reads this
	 * once, when its class is loaded. In bytes.
	 */
	private static final String SOCKET_BUFFER = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

	/**
	 * Starts the service.
	 * @param arguments properties that overrule the configuration
	 */
	public static void main(String[] arguments) {
		if (System.getProperty(SOCKET_BUFFER) == null) {
			System.setProperty(SOCKET_BUFFER, "1024");
		}
		SpringApplication.run(WebsocketMonitorApplication.class, arguments);
	}

}
