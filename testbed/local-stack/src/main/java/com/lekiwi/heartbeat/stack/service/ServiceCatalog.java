package com.lekiwi.heartbeat.stack.service;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

	private static final int DISCOVERY_SERVICE = 8011;

	private static final int DISCOVERY_SERVICE_MANAGEMENT = 9011;

	private static final int LEGACY_ADAPTER_MANAGEMENT = 9015;

	/** What lives beside the robots, so that there is something to find. */
	private static final int NEIGHBOURS = 24;

	/** Each simulated robot has an address of its own in it. */
	private static final String ROBOT_NETWORK = "127.20.0.0/16";

	private ServiceCatalog() {
	}

	/**
	 * What starts once PostgreSQL and Redis are there, all at once.
	 * @param legacy whether there is a legacy, which needs an adapter
	 * @return the services
	 */
	public static List<ServiceDefinition> services(boolean legacy) {
		ServiceDefinition monitor = service("websocket-monitor", WEBSOCKET_MONITOR, WEBSOCKET_MONITOR_MANAGEMENT, 192,
				SERIAL, (stack) -> List.of(url(stack, "heartbeat.state-manager-url", STATE_MANAGER)));
		if (!legacy) {
			return List.of(stateManager(Map.of("websocket-monitor", WEBSOCKET_MONITOR_MANAGEMENT, "discovery-service",
					DISCOVERY_SERVICE_MANAGEMENT)), monitor, discovery());
		}
		return List.of(
				stateManager(Map.of("websocket-monitor", WEBSOCKET_MONITOR_MANAGEMENT, "discovery-service",
						DISCOVERY_SERVICE_MANAGEMENT, "legacy-adapter", LEGACY_ADAPTER_MANAGEMENT)),
				monitor, discovery(),
				service("legacy-adapter", PortPlan.LEGACY_ADAPTER, LEGACY_ADAPTER_MANAGEMENT, 192, SERIAL,
						(stack) -> List.of(url(stack, "heartbeat.state-manager-url", STATE_MANAGER),
								url(stack, "heartbeat.legacy.url", PortPlan.LEGACY),
								"--heartbeat.edge-log.port=" + stack.ports().of(PortPlan.EDGE_LOG))),
				legacyPoller());
	}

	private static ServiceDefinition stateManager(Map<String, Integer> others) {
		return service("state-manager", STATE_MANAGER, STATE_MANAGER_MANAGEMENT, 256, PARALLEL,
				(stack) -> others.entrySet()
					.stream()
					.map((other) -> url(stack, "heartbeat.health.services." + other.getKey(), other.getValue()))
					.sorted()
					.toList());
	}

	/** It may ask the simulated robots, and nobody else. */
	private static ServiceDefinition discovery() {
		return service("discovery-service", DISCOVERY_SERVICE, DISCOVERY_SERVICE_MANAGEMENT, 192, SERIAL,
				(stack) -> List.of(url(stack, "heartbeat.state-manager-url", STATE_MANAGER),
						"--heartbeat.networks.allowed=" + ROBOT_NETWORK,
						"--heartbeat.networks.ports=" + stack.ports().of(PortPlan.ROBOT_STATUS)));
	}

	/** The system that is replaced: it polls the robots that its beats name. */
	private static ServiceDefinition legacyPoller() {
		return new ServiceDefinition("legacy-poller", "testbed/legacy-poller/target/legacy-poller.jar", PortPlan.LEGACY,
				PortPlan.LEGACY, "/health", 128, SERIAL, (stack) -> Map.of(),
				(stack) -> List.of("--port", Integer.toString(stack.ports().of(PortPlan.LEGACY)), "--status-port",
						Integer.toString(stack.ports().of(PortPlan.ROBOT_STATUS))));
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
			String collector, Function<StackEnvironment, List<String>> arguments) {
		return new ServiceDefinition(name, name + "/target/" + name + "-exec.jar", port, managementPort, READINESS,
				heapMegabytes, collector, (stack) -> common(stack, port, managementPort), arguments);
	}

	private static String url(StackEnvironment stack, String key, int port) {
		return "--" + key + "=" + stack.ports().url(port, "");
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
				Integer.toString(stack.ports().of(PortPlan.ROBOT_STATUS)), "--legacy-share",
				Integer.toString(stack.legacyPercent()), "--neighbours", Integer.toString(NEIGHBOURS)));
		arguments.addAll(stack.fleetArguments());
		return arguments;
	}

}
