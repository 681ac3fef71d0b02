package com.lekiwi.heartbeat.stack.service;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.PortPlan;

/** The services, a row each, and the simulated fleet. */
public final class ServiceCatalog {

	private static final String READINESS = "/actuator/health/readiness";

	private static final String SERIAL = "-XX:+UseSerialGC";

	private static final String PARALLEL = "-XX:+UseParallelGC";

	private static final int STATE_MANAGER = 8012;

	private static final int STATE_MANAGER_MANAGEMENT = 9012;

	private static final int WEBSOCKET_MONITOR = 8013;

	private static final int WEBSOCKET_MONITOR_MANAGEMENT = 9013;

	private ServiceCatalog() {
	}

	/**
	 * What starts once PostgreSQL and Redis are there, all at once.
	 * @return the services
	 */
	public static List<ServiceDefinition> services() {
		return List.of(
				service("state-manager", STATE_MANAGER, STATE_MANAGER_MANAGEMENT, 256, PARALLEL,
						"heartbeat.health.services.websocket-monitor", WEBSOCKET_MONITOR_MANAGEMENT),
				service("websocket-monitor", WEBSOCKET_MONITOR, WEBSOCKET_MONITOR_MANAGEMENT, 192, SERIAL,
						"heartbeat.state-manager-url", STATE_MANAGER));
	}

	/**
	 * The simulated robots, which start last.
	 * @return the fleet
	 */
	public static ServiceDefinition fleet() {
		return new ServiceDefinition("robot-fleet", "testbed/robot-fleet/target/robot-fleet.jar",
				PortPlan.FLEET_CONTROL, PortPlan.FLEET_CONTROL, "/truth", 192, SERIAL, (stack) -> Map.of(),
				ServiceCatalog::fleetArguments);
	}

	/**
	 * What tells how many heartbeats the fleet has had acknowledged.
	 * @param ports what is where
	 * @return an address
	 */
	public static URI fleetTruth(PortPlan ports) {
		return ports.url(PortPlan.FLEET_CONTROL, "/truth");
	}

	private static ServiceDefinition service(String name, int port, int managementPort, int heapMegabytes,
			String collector, String peerKey, int peerPort) {
		return new ServiceDefinition(name, name + "/target/" + name + "-exec.jar", port, managementPort, READINESS,
				heapMegabytes, collector, (stack) -> common(stack, port, managementPort),
				(stack) -> List.of("--" + peerKey + "=" + stack.ports().url(peerPort, "")));
	}

	private static Map<String, String> common(StackEnvironment stack, int port, int managementPort) {
		Map<String, String> variables = new LinkedHashMap<>();
		variables.put("HEARTBEAT_CONFIG", stack.configuration().toString());
		variables.put("SERVER_ADDRESS", "127.0.0.1");
		variables.put("SERVER_PORT", Integer.toString(stack.ports().of(port)));
		variables.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
		variables.put("MANAGEMENT_SERVER_PORT", Integer.toString(stack.ports().of(managementPort)));
		variables.put("SPRING_DATASOURCE_URL", stack.database().url());
		variables.put("SPRING_DATASOURCE_USERNAME", stack.database().user());
		variables.put("SPRING_DATASOURCE_PASSWORD", stack.database().password());
		variables.put("SPRING_DATA_REDIS_HOST", stack.redisHost());
		variables.put("SPRING_DATA_REDIS_PORT", Integer.toString(stack.redisPort()));
		return variables;
	}

	private static List<String> fleetArguments(StackEnvironment stack) {
		List<String> arguments = new ArrayList<>(List.of("--target", stack.ports().url(PortPlan.EDGE, "").toString(),
				"--robots", Integer.toString(stack.robots()), "--control-port",
				Integer.toString(stack.ports().of(PortPlan.FLEET_CONTROL)), "--status-port",
				Integer.toString(stack.ports().of(PortPlan.ROBOT_STATUS))));
		arguments.addAll(stack.fleetArguments());
		return arguments;
	}

}
