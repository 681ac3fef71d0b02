package com.lekiwi.heartbeat.stores;

/**
 * A PostgreSQL server with the role {@value #ROLE}, which owns the database
 * {@value #DATABASE}. Commits are on disk before they are acknowledged.
 */
public sealed interface PostgresStore extends Store
		permits EmbeddedPostgresStore, ContainerPostgresStore, ExternalPostgresStore {

	/** The role that services connect as. */
	String ROLE = "lekiwi_admin";

	/** The database that services use. */
	String DATABASE = "lekiwi_heartbeat";

	/**
	 * The database of the services.
	 * @return how to connect to it
	 */
	PostgresDatabase database();

	/**
	 * Makes an empty database that the services' role owns; one of that name is dropped
	 * first, together with its connections.
	 * @param name lower-case letters, digits and underscores, at most 63
	 * @return how to connect to it
	 */
	PostgresDatabase freshDatabase(String name);

}
