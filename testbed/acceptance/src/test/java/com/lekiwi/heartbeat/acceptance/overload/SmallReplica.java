package com.lekiwi.heartbeat.acceptance.overload;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.process.ProcessSpec;
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

	private static final String NAME = "state-manager-small";

	/** Beside the ports of the stack's own. */
	private static final int SHIFT = 60;

	private SmallReplica() {
	}

	static StackProcess of(LocalStack stack) {
		ProcessSpec original = stack.process("state-manager").spec();
		int port = original.port() + SHIFT;
		int managementPort = original.readiness().getPort() + SHIFT;
		Map<String, String> environment = new HashMap<>(original.environment());
		environment.put("SERVER_PORT", Integer.toString(port));
		environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
		environment.put("HEARTBEAT_INGEST_QUEUE_CAPACITY", Integer.toString(QUEUE));
		environment.put("HEARTBEAT_INGEST_MAX_BATCH", Integer.toString(BATCH));
		// A database that is held still is not to be taken for one that is away.
		environment.put("HEARTBEAT_INGEST_STATEMENT_TIMEOUT", "120s");
		environment.put("HEARTBEAT_INGEST_ANSWER_TIMEOUT", "120s");
		List<String> command = original.command()
			.stream()
			.map(argument -> argument.startsWith("-Xmx") ? "-Xmx" + HEAP + "m" : argument)
			.toList();
		Path log = original.log().resolveSibling(NAME + ".log");
		URI readiness = URI.create("http://127.0.0.1:" + managementPort + original.readiness().getPath());
		return stack.add(new ProcessSpec(NAME, port, command, environment, log, readiness, original.startDeadline(),
				original.stopDeadline()));
	}

}
