package com.lekiwi.heartbeat.stack.run;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.service.ServiceCatalog;
import com.lekiwi.heartbeat.stack.service.ServiceDefinition;

/** Makes sure, before anything starts, that every port is free. */
final class RequiredPorts {

	private RequiredPorts() {
	}

	/**
	 * Checks all ports that a stack needs.
	 * @param settings the stack
	 * @throws StackException naming the first port in use, and what needs it
	 */
	static void check(StackSettings settings) {
		owners(settings).forEach(RequiredPorts::check);
		if (settings.legacy().present()) {
			checkDatagrams(settings.ports().of(PortPlan.EDGE_LOG), "legacy-adapter, for the edge's log,");
		}
	}

	private static Map<Integer, String> owners(StackSettings settings) {
		PortPlan ports = settings.ports();
		Map<Integer, String> owners = new LinkedHashMap<>();
		owners.put(ports.of(PortPlan.POSTGRES), "PostgreSQL");
		owners.put(ports.of(PortPlan.REDIS), "Redis");
		owners.put(ports.of(PortPlan.EDGE), "nginx, the public edge");
		owners.put(ports.of(PortPlan.ENTRY), "nginx, the new system's entry");
		if (settings.legacy().present()) {
			owners.put(ports.of(PortPlan.GATE), "nginx, the gate for copies");
		}
		for (ServiceDefinition service : ServiceCatalog.services(settings.legacy().present())) {
			owners.put(ports.of(service.port()), service.name());
			owners.put(ports.of(service.readinessPort()), service.name());
		}
		if (settings.robots() > 0) {
			owners.put(ports.of(PortPlan.FLEET_CONTROL), ServiceCatalog.fleet().name());
		}
		return owners;
	}

	private static void checkDatagrams(int port, String owner) {
		try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
			socket.getLocalPort();
		}
		catch (IOException ex) {
			throw inUse(port, owner, ex);
		}
	}

	private static void check(int port, String owner) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			socket.getLocalPort();
		}
		catch (IOException ex) {
			throw inUse(port, owner, ex);
		}
	}

	private static StackException inUse(int port, String owner, IOException cause) {
		return new StackException("Port " + port + " is in use, and " + owner
				+ " needs it. Free it, or shift all ports with --port-offset", cause);
	}

}
