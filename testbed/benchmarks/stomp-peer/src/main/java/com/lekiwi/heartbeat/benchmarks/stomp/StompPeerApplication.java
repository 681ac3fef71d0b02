package com.lekiwi.heartbeat.benchmarks.stomp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes changes from Redis, and passes them on to all who subscribe. */
@SpringBootApplication
public class StompPeerApplication {

	/**
	 * Starts the server.
	 * @param arguments properties that overrule the configuration
	 */
	public static void main(String[] arguments) {
		// Without this ten thousand sessions do not fit into the heap.
		System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", "1024");
		SpringApplication.run(StompPeerApplication.class, arguments);
	}

}
