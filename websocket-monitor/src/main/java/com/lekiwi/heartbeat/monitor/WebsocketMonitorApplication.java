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
	 * Starts the service.
	 * @param arguments properties that overrule the configuration
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(WebsocketMonitorApplication.class, arguments);
	}

}
