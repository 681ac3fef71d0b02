package com.lekiwi.heartbeat.benchmarks.floor;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * The endpoint for heartbeats, doing nothing: the same server with the same settings as
 * state-manager, and a filter in the same place.
 */
@SpringBootApplication
public class FloorApplication {

	/**
	 * Starts the server.
	 * @param arguments overrides of configuration, as {@code --key=value}
	 */
	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(FloorApplication.class);
		application.setDefaultProperties(Map.of("spring.config.name", "floor"));
		application.run(arguments);
	}

	@Bean
	FilterRegistrationBean<FloorLane> floorLane() {
		FilterRegistrationBean<FloorLane> lane = new FilterRegistrationBean<>(new FloorLane());
		lane.addUrlPatterns("/api/v2/robots/*");
		lane.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return lane;
	}

}
