package com.lekiwi.heartbeat.stack.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.state.StateDirectory;

/**
 * Says how a service is started.
 *
 * @param root the repository's root
 * @param state holds logs and the cache
 */
public record ServiceLauncher(Path root, StateDirectory state) {

	private static final Duration START_DEADLINE = Duration.ofSeconds(60);

	private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

	/**
	 * Makes a service's jar ready to be started; this takes a moment when it is new.
	 * @param service the service
	 * @return the jar to start
	 */
	public Path prepare(ServiceDefinition service) {
		return ProgramJar.startable(this.root.resolve(service.jar()), this.state);
	}

	/**
	 * The process of a service.
	 * @param service the service
	 * @param jar what {@link #prepare} answered
	 * @param stack its surroundings
	 * @param further variables that a test adds
	 * @return the process to start
	 */
	public ProcessSpec spec(ServiceDefinition service, Path jar, StackEnvironment stack, Map<String, String> further) {
		List<String> arguments = new ArrayList<>(service.jvmOptions());
		arguments.addAll(AotCache.options(jar));
		arguments.add("-jar");
		arguments.add(jar.toString());
		arguments.addAll(service.arguments().apply(stack));
		Map<String, String> environment = new HashMap<>(service.environment().apply(stack));
		environment.putAll(further);
		return new ProcessSpec(service.name(), stack.ports().of(service.port()), JavaCommand.of(arguments), environment,
				this.state.log(service.name()), stack.ports().url(service.readinessPort(), service.readinessPath()),
				START_DEADLINE, STOP_DEADLINE);
	}

	/**
	 * Makes the AOT cache of a service where it is missing. It takes some seconds of one
	 * core; the service starts faster the next time. Whatever goes wrong is in the log
	 * and harms nothing.
	 * @param service the service
	 * @param jar what {@link #prepare} answered
	 * @param stack its surroundings
	 */
	public void train(ServiceDefinition service, Path jar, StackEnvironment stack) {
		AotCache.train(jar, service.jvmOptions(), service.environment().apply(stack), this.state.log("aot-training"));
	}

}
