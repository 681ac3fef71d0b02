package com.lekiwi.heartbeat.state.event;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Tells readers of the log, over Redis, that there is more to read. The highest id says
 * all, so what waits to be told is one number, and nobody waits for it.
 * <p>
 * Not guaranteed: that a hint arrives, or that it comes in order. Readers read from their
 * cursor on, and look once a second anyway.
 */
@Component
class EventHints implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(EventHints.class);

	private static final byte[] CHANNEL = FleetEvent.HINTS.getBytes(StandardCharsets.US_ASCII);

	private final RedisConnectionFactory redis;

	private final AtomicLong highest = new AtomicLong();

	private final Counter published;

	private final Counter dropped;

	private volatile boolean running;

	/** Absent until it is started, and a new one each time. */
	private volatile @Nullable Thread thread;

	EventHints(RedisConnectionFactory redis, MeterRegistry registry) {
		this.redis = redis;
		this.published = Counter.builder("heartbeat.events.hints.published")
			.description("Hints that there are events to read")
			.register(registry);
		this.dropped = Counter.builder("heartbeat.events.hints.dropped")
			.description("Hints that were not given, because Redis was away")
			.register(registry);
	}

	/**
	 * Leaves a hint to be given.
	 * @param id the highest id that is to be read
	 */
	void announce(long id) {
		this.highest.accumulateAndGet(id, Math::max);
		LockSupport.unpark(this.thread);
	}

	private void run() {
		long told = 0;
		boolean reached = true;
		while (this.running) {
			long id = this.highest.get();
			if (id == told) {
				LockSupport.park(this);
				continue;
			}
			told = id;
			try (RedisConnection connection = this.redis.getConnection()) {
				connection.commands().publish(CHANNEL, Long.toString(id).getBytes(StandardCharsets.US_ASCII));
				this.published.increment();
				reached = true;
			}
			catch (RuntimeException ex) {
				this.dropped.increment();
				if (reached) {
					log.warn("nobody is told of new events until Redis is back: {}", ex.getMessage());
				}
				reached = false;
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.thread = Thread.ofPlatform().name("event-hints").start(this::run);
	}

	@Override
	public void stop() {
		this.running = false;
		Thread told = this.thread;
		LockSupport.unpark(told);
		try {
			if (told != null) {
				told.join(2_000);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Starts before beats are taken, and stops after. */
	@Override
	public int getPhase() {
		return -1;
	}

}
