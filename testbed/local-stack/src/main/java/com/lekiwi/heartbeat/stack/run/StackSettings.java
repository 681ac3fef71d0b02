package com.lekiwi.heartbeat.stack.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.edge.LegacySide;

/**
 * What to start, and where.
 *
 * @param root the repository's root, with everything built
 * @param stateDirectory what the stack keeps
 * @param ports what is where
 * @param robots how many robots are simulated; 0 for no fleet at all
 * @param legacy the legacy beside the new system
 * @param wipe whether to begin with nothing remembered
 * @param trainCaches whether to make AOT caches in the background
 * @param fleetArguments further arguments for the simulated fleet
 * @param environment further variables for a service, by its name
 */
public record StackSettings(Path root, Path stateDirectory, PortPlan ports, int robots, LegacySide legacy, boolean wipe,
		boolean trainCaches, List<String> fleetArguments, Map<String, Map<String, String>> environment) {

	/** How many robots are simulated when nobody says otherwise. */
	public static final int DEFAULT_ROBOTS = 200;

	/** Makes the paths absolute and copies the collections. */
	public StackSettings {
		root = root.toAbsolutePath().normalize();
		stateDirectory = stateDirectory.toAbsolutePath().normalize();
		fleetArguments = List.copyOf(fleetArguments);
		environment = Map.copyOf(environment);
		if (robots < 0) {
			throw new IllegalArgumentException("the number of robots must be 0 or more");
		}
	}

	/**
	 * A stack for a test: shifted ports, no fleet, no legacy.
	 * @param root the repository's root, with everything built
	 * @param stateDirectory what the stack keeps
	 * @param portOffset is added to every port
	 * @return the settings
	 */
	public static StackSettings forTest(Path root, Path stateDirectory, int portOffset) {
		return new StackSettings(root, stateDirectory, new PortPlan(portOffset), 0, LegacySide.ABSENT, false, false,
				List.of(), Map.of());
	}

	/**
	 * The same with a simulated fleet.
	 * @param count how many robots
	 * @param arguments further arguments for the fleet's program
	 * @return other settings
	 */
	public StackSettings withFleet(int count, List<String> arguments) {
		return new StackSettings(this.root, this.stateDirectory, this.ports, count, this.legacy, this.wipe,
				this.trainCaches, arguments, this.environment);
	}

	/**
	 * The same beside a legacy, or without one.
	 * @param side the legacy
	 * @return other settings
	 */
	public StackSettings withLegacy(LegacySide side) {
		return new StackSettings(this.root, this.stateDirectory, this.ports, this.robots, side, this.wipe,
				this.trainCaches, this.fleetArguments, this.environment);
	}

	/**
	 * The same with further variables for services.
	 * @param variables by the service's name
	 * @return other settings
	 */
	public StackSettings withEnvironment(Map<String, Map<String, String>> variables) {
		return new StackSettings(this.root, this.stateDirectory, this.ports, this.robots, this.legacy, this.wipe,
				this.trainCaches, this.fleetArguments, variables);
	}

}
