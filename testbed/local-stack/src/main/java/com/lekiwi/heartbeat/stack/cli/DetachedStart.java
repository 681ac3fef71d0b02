package com.lekiwi.heartbeat.stack.cli;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.process.ProcessLog;
import com.lekiwi.heartbeat.stack.run.Progress;
import com.lekiwi.heartbeat.stack.run.StackSettings;
import com.lekiwi.heartbeat.stack.service.JavaCommand;
import com.lekiwi.heartbeat.stack.state.StackRecord;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import com.lekiwi.heartbeat.stores.OwnSession;

/**
 * Starts the stack in a process and a session of its own, shows what that says until it
 * is ready, and leaves it alone then.
 */
final class DetachedStart {

	private static final long PAUSE_MS = 100;

	private static final String LOG = "stack";

	private final StackSettings settings;

	private final Progress progress;

	private final StateDirectory state;

	DetachedStart(StackSettings settings, Progress progress) {
		this.settings = settings;
		this.progress = progress;
		this.state = new StateDirectory(settings.stateDirectory()).create();
	}

	/**
	 * Starts it.
	 * @return the exit code: 0 when everything is ready, 1 when nothing runs
	 */
	int run() {
		Path log = this.state.log(LOG);
		new ProcessLog(log).begin();
		try (RandomAccessFile output = follow(log)) {
			Process supervisor = start(log);
			// Ctrl-C before it is ready: it is to go away as well.
			Thread giveUp = new Thread(() -> giveUp(supervisor), "detached-start-give-up");
			Runtime.getRuntime().addShutdownHook(giveUp);
			boolean ready = awaitReady(supervisor, output);
			if (ready) {
				Runtime.getRuntime().removeShutdownHook(giveUp);
			}
			show(output);
			return ready ? 0 : Heartbeat.FAILED;
		}
		catch (IOException ex) {
			throw new StackException("Cannot start in the background: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Heartbeat.FAILED;
		}
	}

	private static RandomAccessFile follow(Path log) throws IOException {
		if (!Files.exists(log)) {
			Files.createFile(log);
		}
		RandomAccessFile output = new RandomAccessFile(log.toFile(), "r");
		output.seek(output.length());
		return output;
	}

	private Process start(Path log) throws IOException {
		List<String> arguments = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
		arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), Heartbeat.class.getName(), "--root",
				this.settings.root().toString(), "up", "--state-dir", this.state.root().toString(), "--robots",
				Integer.toString(this.settings.robots()), "--port-offset",
				Integer.toString(this.settings.ports().offset())));
		Integer split = this.settings.legacy().newPercent();
		if (split != null) {
			arguments.addAll(List.of("--split", split.toString()));
		}
		if (!this.settings.legacy().present()) {
			arguments.add("--no-legacy");
		}
		if (this.settings.wipe()) {
			arguments.add("--wipe");
		}
		return new ProcessBuilder(OwnSession.of(JavaCommand.of(arguments))).redirectErrorStream(true)
			.redirectInput(Redirect.from(new File("/dev/null")))
			.redirectOutput(Redirect.appendTo(log.toFile()))
			.start();
	}

	private boolean awaitReady(Process supervisor, RandomAccessFile output) throws IOException, InterruptedException {
		while (!supervisor.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS)) {
			show(output);
			if (StackRecord.read(this.state)
				.filter((record) -> record.ready() && record.supervisor().pid() == supervisor.pid())
				.isPresent()) {
				// What it says once it is ready comes a moment later.
				supervisor.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS);
				return supervisor.isAlive();
			}
		}
		return false;
	}

	private void show(RandomAccessFile output) throws IOException {
		byte[] bytes = new byte[(int) (output.length() - output.getFilePointer())];
		output.readFully(bytes);
		if (bytes.length > 0) {
			this.progress.say(new String(bytes, StandardCharsets.UTF_8).stripTrailing());
		}
	}

	private static void giveUp(Process supervisor) {
		supervisor.destroy();
		try {
			supervisor.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
