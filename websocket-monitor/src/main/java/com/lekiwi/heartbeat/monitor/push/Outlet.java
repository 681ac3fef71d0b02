package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

import com.lekiwi.heartbeat.monitor.wire.ClientSocket;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to a watcher, one after the other. What does not fit into the socket
 * stays here, one frame at most, and counts against the budget of all. Only the loop's
 * thread writes; the socket comes from a thread of the web server.
 */
final class Outlet {

	private final FrameBudget budget;

	private volatile @Nullable ClientSocket socket;

	private @Nullable WireFrame frame;

	private @Nullable ByteBuffer left;

	private boolean held;

	private long since;

	Outlet(FrameBudget budget) {
		this.budget = budget;
	}

	void connect(ClientSocket client) {
		this.socket = client;
	}

	/** Whether a frame is on its way. */
	boolean isBlocked() {
		return this.left != null;
	}

	/** When the last frame was begun. */
	long since() {
		return this.since;
	}

	/** Begins a frame; whether all of it is out. */
	boolean write(WireFrame next, long now) throws IOException {
		this.since = now;
		this.frame = next;
		this.left = next.buffer();
		return goOn();
	}

	/** Goes on with the frame that is on its way; whether it is out. */
	boolean goOn() throws IOException {
		ClientSocket client = Objects.requireNonNull(this.socket);
		WireFrame current = Objects.requireNonNull(this.frame);
		if (client.write(Objects.requireNonNull(this.left))) {
			clear();
			return true;
		}
		if (!this.held) {
			this.held = true;
			this.budget.hold(current);
		}
		client.awaitRoom();
		return false;
	}

	/** Has the connection end; what was on its way is dropped. */
	void close() {
		clear();
		Objects.requireNonNull(this.socket).close();
	}

	private void clear() {
		if (this.held) {
			this.held = false;
			this.budget.release(Objects.requireNonNull(this.frame));
		}
		this.left = null;
		this.frame = null;
	}

}
