package com.lekiwi.heartbeat.monitor.source;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import com.lekiwi.heartbeat.monitor.settings.SourceSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Subscribes to the fleet's updates, for as long as the service runs. It does not trust a
 * connection that is merely open: a message to ourselves goes through Redis every second,
 * and when none comes back, Redis is away, be it stopped, frozen or cut off.
 */
@Component
final class UpdateSubscription implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(UpdateSubscription.class);

	private final RedisConnectionFactory connections;

	private final StringRedisTemplate redis;

	private final FleetView view;

	private final FleetSync sync;

	private final EventFollower events;

	private final SourceStatus status;

	private final SourceMetrics metrics;

	private final SourceSettings settings;

	private final Clock clock;

	/**
	 * In a cluster a message is sent through the node that has its channel's slot, and
	 * what one node passes on stays in order. The updates' own slot: otherwise an echo
	 * could overtake an update, or arrive while updates do not.
	 */
	private final String echoChannel = "{" + FleetUpdate.CHANNEL + "}.echo." + UUID.randomUUID();

	private volatile @Nullable Thread thread;

	UpdateSubscription(StringRedisTemplate redis, FleetView view, FleetSync sync, EventFollower events,
			SourceStatus status, SourceMetrics metrics, MonitorSettings settings, Clock clock) {
		this.connections = redis.getRequiredConnectionFactory();
		this.redis = redis;
		this.view = view;
		this.sync = sync;
		this.events = events;
		this.status = status;
		this.metrics = metrics;
		this.settings = settings.source();
		this.clock = clock;
	}

	private void run() {
		try {
			while (isRunning()) {
				listen();
				pause();
			}
		}
		catch (InterruptedException ex) {
			// The service stops.
			Thread.currentThread().interrupt();
		}
	}

	/** Subscribes, and returns when Redis is away. */
	private void listen() throws InterruptedException {
		try (RedisConnection connection = this.connections.getConnection()) {
			UpdateReceiver receiver = new UpdateReceiver(this.echoChannel, this.view, this.sync, this.events,
					this.status, this.metrics);
			connection.subscribe(receiver, FleetUpdate.CHANNEL.getBytes(StandardCharsets.UTF_8),
					FleetEvent.HINTS.getBytes(StandardCharsets.UTF_8),
					this.echoChannel.getBytes(StandardCharsets.UTF_8));
			watch(receiver);
		}
		catch (RuntimeException ex) {
			// Whatever it is, it must not end this thread: Redis is away, and tried
			// again.
			away(ex.getMessage());
		}
	}

	private void watch(UpdateReceiver receiver) throws InterruptedException {
		boolean proven = false;
		while (isRunning()) {
			receiver.expectEcho();
			this.redis.convertAndSend(this.echoChannel, this.clock.instant().toString());
			if (!receiver.awaitEcho(this.settings.echoTimeout())) {
				away("no echo within " + this.settings.echoTimeout());
				return;
			}
			if (!proven) {
				proven = true;
				log.info("updates arrive over Redis");
				this.status.subscribed();
				this.sync.readAll(ResyncCause.SUBSCRIBED);
			}
			pause();
		}
	}

	private void away(@Nullable String why) {
		if (!isRunning()) {
			return;
		}
		SourceState state = this.status.state();
		if (state.redisUp() || state.gaps().isEmpty()) {
			log.warn("Redis is away, the fleet is read from state-manager every {}: {}", this.settings.pollInterval(),
					why);
		}
		this.status.redisLost();
		if (!state.loaded() || state.redisUp()) {
			this.sync.readAll(ResyncCause.POLL);
		}
	}

	private void pause() throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(this.settings.echoInterval().toNanos());
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("redis-subscription").unstarted(this::run);
		this.thread.start();
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		this.thread = null;
		if (running != null) {
			running.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
