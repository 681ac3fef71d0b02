package com.lekiwi.heartbeat.state;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the state manager. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class StateManagerApplication {

	/**
	 * Starts the service.
	 * @param arguments overrides of configuration, as {@code --key=value}
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(StateManagerApplication.class, arguments);
	}

}
