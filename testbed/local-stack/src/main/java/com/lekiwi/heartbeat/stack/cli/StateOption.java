package com.lekiwi.heartbeat.stack.cli;

import java.nio.file.Path;

import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Where the stack keeps what it knows. */
final class StateOption {

	// picocli fills it before anything is called.
	@SuppressWarnings("NullAway.Init")
	@ParentCommand
	private Heartbeat heartbeat;

	@Option(names = "--state-dir", paramLabel = "DIR",
			description = "Where logs, data and passwords are kept (default: .heartbeat in the repository).")
	private @Nullable Path directory;

	Path root() {
		return this.heartbeat.root.toAbsolutePath().normalize();
	}

	StateDirectory state() {
		Path given = this.directory;
		return new StateDirectory((given != null) ? given : root().resolve(".heartbeat"));
	}

}
