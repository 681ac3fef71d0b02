package com.lekiwi.heartbeat.legacy.launch;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;

import com.lekiwi.heartbeat.legacy.dialect.LegacyServer;
import com.lekiwi.heartbeat.legacy.memory.RobotMemory;
import com.lekiwi.heartbeat.legacy.memory.WallClock;
import com.lekiwi.heartbeat.legacy.poll.PollCount;
import com.lekiwi.heartbeat.legacy.poll.SerialPoller;
import com.lekiwi.heartbeat.legacy.trouble.ControlServer;
import com.lekiwi.heartbeat.legacy.trouble.Trouble;
import com.lekiwi.heartbeat.legacy.trouble.TroubleMaker;
import org.jspecify.annotations.Nullable;

/**
 * A legacy, for programs and tests. It is started once and closed once, and what it knew
 * is gone then.
 */
public final class Legacy implements AutoCloseable {

	private final TroubleMaker trouble = new TroubleMaker();

	private final SerialPoller poller;

	private final LegacyServer server;

	private final @Nullable ControlServer control;

	/**
	 * Opens the ports; nothing is answered yet.
	 * @param settings what it is like
	 * @param clock tells the time
	 * @throws IOException if a port cannot be had; nothing is left open then
	 */
	public Legacy(LegacySettings settings, Clock clock) throws IOException {
		WallClock wall = new WallClock(clock, settings.zone());
		RobotMemory memory = new RobotMemory(wall, settings.onlineTimeout());
		this.poller = new SerialPoller(memory, settings.poll());
		try {
			this.server = new LegacyServer(memory, wall, this.trouble, settings.port());
		}
		catch (IOException ex) {
			this.poller.close();
			throw ex;
		}
		try {
			this.control = (settings.controlPort() >= 0)
					? new ControlServer(this.trouble, this.poller, settings.controlPort()) : null;
		}
		catch (IOException ex) {
			this.server.close();
			this.poller.close();
			throw ex;
		}
	}

	/** Answers requests, and polls. */
	public void start() {
		this.server.start();
		if (this.control != null) {
			this.control.start();
		}
		this.poller.start();
	}

	/**
	 * Tells where its API is served.
	 * @return the address
	 */
	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	/**
	 * Tells where it is made slow or failing.
	 * @return the address
	 * @throws IllegalStateException if the settings name no control port
	 */
	public URI controlUri() {
		if (this.control == null) {
			throw new IllegalStateException("this legacy has no control port");
		}
		return URI.create("http://127.0.0.1:" + this.control.port());
	}

	/**
	 * Makes it slow or failing, or ends that.
	 * @param next what is wrong from now on
	 */
	public void make(Trouble next) {
		this.trouble.make(next);
	}

	/**
	 * Tells what polling came to.
	 * @return the count since the start
	 */
	public PollCount polls() {
		return this.poller.count();
	}

	@Override
	public void close() {
		this.poller.close();
		this.trouble.close();
		if (this.control != null) {
			this.control.close();
		}
		this.server.close();
	}

}
