package com.lekiwi.heartbeat.discovery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Finds robots, and tells what they are. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DiscoveryServiceApplication {

	/**
	 * Starts the service.
	 * @param arguments properties that overrule the configuration
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(DiscoveryServiceApplication.class, arguments);
	}

}
