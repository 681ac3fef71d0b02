package com.lekiwi.heartbeat.stack.service;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A Java program of the stack. Ports are the documented ones.
 *
 * @param name what people call it
 * @param jar from the repository's root
 * @param port where it serves
 * @param readinessPort where it says that it is ready
 * @param readinessPath what answers 200 when it is ready
 * @param heapMegabytes the largest heap
 * @param collector the option that selects the garbage collector
 * @param environment variables it is started with
 * @param arguments arguments it is started with
 */
public record ServiceDefinition(String name, String jar, int port, int readinessPort, String readinessPath,
		int heapMegabytes, String collector, Function<StackEnvironment, Map<String, String>> environment,
		Function<StackEnvironment, List<String>> arguments) {

	/**
	 * The options for the virtual machine.
	 * @return options in order
	 */
	List<String> jvmOptions() {
		return List.of("-Xmx" + this.heapMegabytes + "m", this.collector, "-XX:+ExitOnOutOfMemoryError",
				"--enable-native-access=ALL-UNNAMED");
	}

}
