package com.lekiwi.heartbeat.stack.service;

import java.nio.file.Path;
import java.util.List;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/**
 * What a service is told about its surroundings.
 *
 * @param configuration the folder with the services' files
 * @param ports what is where
 * @param database the services' database
 * @param redisHost where Redis is
 * @param redisPort where Redis is
 * @param robots how many robots are simulated
 * @param legacyPercent how many percent of them speak the legacy's dialect
 * @param fleetArguments further arguments for the simulated fleet
 */
public record StackEnvironment(Path configuration, PortPlan ports, PostgresDatabase database, String redisHost,
		int redisPort, int robots, int legacyPercent, List<String> fleetArguments) {

	/** Copies the list. */
	public StackEnvironment {
		fleetArguments = List.copyOf(fleetArguments);
	}

}
