package com.lekiwi.heartbeat.monitor.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.SubscriptionListener;

/**
 * What arrives over one subscription: updates, and the echoes of messages that we sent
 * ourselves. Redis delivers in the order in which it takes messages in, so an echo, which
 * carries the time at which it was sent, says that all before it has arrived. It runs on
 * the Redis client's thread and never blocks.
 */
final class UpdateReceiver implements MessageListener, SubscriptionListener {

	private static final Logger log = LoggerFactory.getLogger(UpdateReceiver.class);

	private static final byte[] UPDATES = FleetUpdate.CHANNEL.getBytes(StandardCharsets.UTF_8);

	private static final byte[] HINTS = FleetEvent.HINTS.getBytes(StandardCharsets.UTF_8);

	private final byte[] echoChannel;

	private final FleetView view;

	private final FleetSync sync;

	private final EventFollower events;

	private final SourceStatus status;

	private final SourceMetrics metrics;

	private final JsonMapper mapper = FleetJson.mapper();

	private boolean subscribed;

	private final Semaphore echoes = new Semaphore(0);

	UpdateReceiver(String echoChannel, FleetView view, FleetSync sync, EventFollower events, SourceStatus status,
			SourceMetrics metrics) {
		this.echoChannel = echoChannel.getBytes(StandardCharsets.UTF_8);
		this.view = view;
		this.sync = sync;
		this.events = events;
		this.status = status;
		this.metrics = metrics;
	}

	/**
	 * Waits for the echo of a message that was sent after {@link #expectEcho()}.
	 * @return whether one arrived in time
	 */
	boolean awaitEcho(Duration timeout) throws InterruptedException {
		return this.echoes.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Forgets echoes that came too late. */
	void expectEcho() {
		this.echoes.drainPermits();
	}

	@Override
	public void onMessage(Message message, byte @Nullable [] pattern) {
		try {
			if (Arrays.equals(message.getChannel(), this.echoChannel)) {
				this.status.confirmed(Instant.parse(new String(message.getBody(), StandardCharsets.UTF_8)));
				this.echoes.release();
			}
			else if (Arrays.equals(message.getChannel(), HINTS)) {
				this.events.hint(Long.parseLong(new String(message.getBody(), StandardCharsets.US_ASCII)));
			}
			else if (this.view.apply(this.mapper.readValue(message.getBody(), FleetUpdate.class))) {
				this.sync.readUnknown();
			}
		}
		catch (NumberFormatException ex) {
			// Not an id: the log is looked at, whatever was meant.
			this.events.look();
		}
		catch (RuntimeException ex) {
			// A message that makes no sense is an update that is lost, and no more.
			log.warn("an update cannot be read: {}", ex.getMessage());
			lost();
		}
	}

	/**
	 * The client also calls this when it has subscribed anew after its connection was
	 * lost: what was published in between never arrives.
	 */
	@Override
	public synchronized void onChannelSubscribed(byte[] channel, long count) {
		if (Arrays.equals(channel, HINTS)) {
			this.events.look();
		}
		if (!Arrays.equals(channel, UPDATES)) {
			return;
		}
		if (this.subscribed) {
			lost();
		}
		this.subscribed = true;
	}

	private void lost() {
		this.metrics.lost();
		this.status.updateLost();
		this.sync.readAll(ResyncCause.UPDATES_LOST);
	}

}
