package com.lekiwi.heartbeat.stack.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import com.lekiwi.heartbeat.stack.StackException;

/**
 * Says that a state directory has its stack. The operating system gives it up when the
 * holder ends, however it ends.
 */
public final class StackLock implements AutoCloseable {

	private final FileChannel channel;

	private StackLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Takes the lock.
	 * @param state the directory
	 * @return the lock; empty when somebody holds it
	 */
	public static Optional<StackLock> take(StateDirectory state) {
		try {
			FileChannel channel = FileChannel.open(state.run().resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (locks(channel)) {
				return Optional.of(new StackLock(channel));
			}
			channel.close();
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new StackException("Cannot lock " + state.root() + ": " + ex.getMessage(), ex);
		}
	}

	private static boolean locks(FileChannel channel) throws IOException {
		try {
			// Held through the channel for as long as that is open.
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			// Held by this very process.
			return false;
		}
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new StackException("Cannot give up the lock", ex);
		}
	}

}
