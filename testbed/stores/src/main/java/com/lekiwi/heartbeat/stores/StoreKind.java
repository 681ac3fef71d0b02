package com.lekiwi.heartbeat.stores;

/** Where PostgreSQL and Redis come from. */
public enum StoreKind {

	/** Containers of a Docker engine. */
	DOCKER,

	/** Binaries from Maven artifacts, run as child processes. */
	EMBEDDED,

	/** Servers that run already, named in the environment. */
	EXTERNAL

}
