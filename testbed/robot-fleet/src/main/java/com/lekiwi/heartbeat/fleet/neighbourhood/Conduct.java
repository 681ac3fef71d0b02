package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;

/** What a neighbour does on a connection, which is closed afterwards. */
@FunctionalInterface
interface Conduct {

	/** Hears the request, and says nothing as long as the visitor likes. */
	Conduct SILENCE = visit -> {
		visit.awaitRequest();
		visit.awaitEnd();
	};

	/**
	 * Serves one connection, on a thread of its own.
	 * @throws IOException if the visitor goes meanwhile, or stays for too long
	 */
	void serve(Visit visit) throws IOException;

}
