package com.lekiwi.heartbeat.monitor.push;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.monitor.settings.PushSettings;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher asked for and was not answered yet. It is filled on the web server's
 * threads and emptied on the loop's. Of subscriptions and of pings only the last counts,
 * so it does not grow.
 */
final class Inbox {

	private final SubscriptionReader reader;

	private final MessageLimit limit;

	private final int maxErrors;

	private final AtomicReference<@Nullable Subscription> asked = new AtomicReference<>();

	private final AtomicReference<byte @Nullable []> ping = new AtomicReference<>();

	/** No more than the limit on errors in a row. */
	private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

	private int errors;

	Inbox(SubscriptionReader reader, PushSettings settings, long now) {
		this.reader = reader;
		this.limit = new MessageLimit(settings.maxMessages(), settings.messageWindow(), now);
		this.maxErrors = settings.maxErrors();
	}

	/**
	 * Takes a message.
	 * @return how the session is to end for it, if it is
	 */
	@Nullable Ending message(String text, long now) {
		if (!this.limit.allows(now)) {
			return Ending.TOO_MANY_MESSAGES;
		}
		try {
			this.asked.set(this.reader.read(text));
			this.errors = 0;
			return null;
		}
		catch (MessageRefusedException ex) {
			this.complaints.add(ex.detail());
			this.errors++;
			return (this.errors >= this.maxErrors) ? Ending.TOO_MANY_ERRORS : null;
		}
	}

	/**
	 * Takes a ping of the watcher's.
	 * @return how the session is to end for it, if it is
	 */
	@Nullable Ending ping(byte[] body, long now) {
		if (!this.limit.allows(now)) {
			return Ending.TOO_MANY_MESSAGES;
		}
		this.ping.set(body);
		return null;
	}

	/** The answer to the oldest message that made no sense. */
	@Nullable WireFrame takeComplaint(Frames frames) {
		String fault = this.complaints.poll();
		return (fault != null) ? frames.error(fault) : null;
	}

	@Nullable WireFrame takePong() {
		byte[] body = this.ping.getAndSet(null);
		return (body != null) ? WireFrame.pong(body) : null;
	}

	@Nullable Subscription takeSubscription() {
		return this.asked.getAndSet(null);
	}

}
