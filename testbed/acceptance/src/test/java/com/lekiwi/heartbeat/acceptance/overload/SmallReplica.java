package com.lekiwi.heartbeat.acceptance.overload;

import java.util.Map;

import com.lekiwi.heartbeat.acceptance.fixture.Replicas;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;

/** One more state-manager, with a short queue and a heap that would burst without one. */
final class SmallReplica {

	/** Beats that wait for a commit at most. */
	static final int QUEUE = 50;

	/** Beats in one commit at most. */
	static final int BATCH = 20;

	/** The largest heap, in megabytes. */
	static final int HEAP = 96;

	/** Beside the ports of the stack's own. */
	private static final int SHIFT = 60;

	private SmallReplica() {
	}

	static StackProcess of(LocalStack stack) {
		// A database that is held still is not to be taken for one that is away.
		Map<String, String> environment = Map.of("HEARTBEAT_INGEST_QUEUE_CAPACITY", Integer.toString(QUEUE),
				"HEARTBEAT_INGEST_MAX_BATCH", Integer.toString(BATCH), "HEARTBEAT_INGEST_STATEMENT_TIMEOUT", "120s",
				"HEARTBEAT_INGEST_ANSWER_TIMEOUT", "120s");
		return Replicas.add(stack, "state-manager", "state-manager-small", SHIFT, environment,
				argument -> argument.startsWith("-Xmx") ? "-Xmx" + HEAP + "m" : argument);
	}

}
