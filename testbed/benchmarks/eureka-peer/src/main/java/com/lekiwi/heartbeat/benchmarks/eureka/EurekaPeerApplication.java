package com.lekiwi.heartbeat.benchmarks.eureka;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** Starts Eureka's server. */
@SpringBootApplication
@EnableEurekaServer
public class EurekaPeerApplication {

	/**
	 * Starts the server.
	 * @param arguments overrides of configuration, as {@code --key=value}
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(EurekaPeerApplication.class, arguments);
	}

}
