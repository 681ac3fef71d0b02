package com.lekiwi.heartbeat.adapter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Speaks the legacy's dialect, and keeps both systems in step. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LegacyAdapterApplication {

	/**
	 * Starts the service.
	 * @param arguments properties that overrule the configuration
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(LegacyAdapterApplication.class, arguments);
	}

}
