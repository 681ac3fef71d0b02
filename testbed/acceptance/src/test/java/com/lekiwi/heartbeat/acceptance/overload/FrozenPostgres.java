package com.lekiwi.heartbeat.acceptance.overload;

import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.process.Signal;
import com.lekiwi.heartbeat.stack.run.LocalStack;

/** PostgreSQL holds still: its connections stay open, and nothing is answered. */
final class FrozenPostgres implements AutoCloseable {

	private final ProcessHandle server;

	FrozenPostgres(LocalStack stack) {
		this.server = ProcessHandle.of(stack.postgres().pid().orElseThrow()).orElseThrow();
		signal(Signal.STOP);
	}

	private void signal(Signal signal) {
		// The server first: from then on it has no new children.
		signal.send(this.server);
		try (Stream<ProcessHandle> children = this.server.descendants()) {
			children.forEach(signal::send);
		}
	}

	/** Lets it go on. */
	@Override
	public void close() {
		signal(Signal.CONT);
	}

}
