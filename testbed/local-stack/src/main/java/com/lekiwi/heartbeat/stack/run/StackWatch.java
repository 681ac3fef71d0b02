package com.lekiwi.heartbeat.stack.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.stack.process.StackProcess;

/** Looks after what runs: keeps the record, and says when something died. */
final class StackWatch implements AutoCloseable {

	private static final long PERIOD_MS = 500;

	private final Members members;

	private final Progress progress;

	private final Set<String> reported = new HashSet<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private StackWatch(Members members, Progress progress) {
		this.members = members;
		this.progress = progress;
	}

	static StackWatch start(Members members, Progress progress) {
		StackWatch watch = new StackWatch(members, progress);
		Thread.ofPlatform().daemon().name("stack-watch").start(watch::lookUntilClosed);
		return watch;
	}

	private void lookUntilClosed() {
		try {
			while (!this.closed.await(PERIOD_MS, TimeUnit.MILLISECONDS)) {
				look();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void look() {
		try {
			this.members.processes().forEach(this::report);
			reportStores(this.members.deadStores());
			this.members.record();
		}
		catch (RuntimeException ex) {
			// The next look may be luckier.
			this.progress.say("Cannot watch the stack: " + ex.getMessage());
		}
	}

	private void report(StackProcess process) {
		String name = process.spec().name();
		if (!process.died()) {
			this.reported.remove(name);
		}
		else if (this.reported.add(name)) {
			process.endFamily();
			this.progress.say(name + " ended with exit code " + process.exitCode().orElse(-1) + ", log "
					+ process.spec().log() + "; the rest stays up");
		}
	}

	private void reportStores(List<String> dead) {
		this.reported.removeIf((name) -> this.members.isStore(name) && !dead.contains(name));
		for (String name : dead) {
			if (this.reported.add(name)) {
				this.progress.say(name + " has ended, log " + this.members.log(name) + "; the rest stays up");
			}
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
