package com.lekiwi.heartbeat.state.cache;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.pace.PacedThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Copies of robots in Redis. Whoever changes a robot removes its copy after the commit;
 * whoever misses one leaves it. See ADR 12.
 * <p>
 * Guaranteed: a copy that was read before a change is gone when the change has been told
 * to {@link #remove}, and cannot be left afterwards. If Redis could not be told, no
 * replica uses older copies once this one reaches it again. In any case no copy is used
 * for longer than the greatest age. Nothing here ever fails a read.
 * <p>
 * Not guaranteed: that a change is told, if the process ends between its commit and then.
 */
@Component
public class RobotCache implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RobotCache.class);

	/** No reader waits for these. */
	private static final Duration PATIENCE = Duration.ofMillis(500);

	private final CopyStore store;

	private final CacheMetrics metrics;

	private final Clock clock;

	private final StateManagerProperties.Cache settings;

	private final CacheState state = new CacheState();

	private final String replica = UUID.randomUUID().toString();

	private final AtomicLong numbers = new AtomicLong();

	private final PacedThread thread;

	RobotCache(CopyStore store, CacheMetrics metrics, Clock clock, StateManagerProperties properties) {
		this.store = store;
		this.metrics = metrics;
		this.clock = clock;
		this.settings = properties.cache();
		this.thread = new PacedThread("robot-cache", this.settings.probeInterval(), this::returnToUse);
		metrics.watch(this.state);
	}

	/**
	 * Looks for a robot's copy.
	 * @param id the robot
	 * @param form what readers of this version make of a robot: copies of another form
	 * are not taken
	 * @return what was found
	 */
	public Look look(RobotId id, String form) {
		if (!this.state.isReadable()) {
			this.metrics.bypass();
			return new Look.Miss();
		}
		try {
			String token = this.replica + "-" + this.numbers.incrementAndGet();
			byte[] found = CopyStore.await(this.store.look(id, form, token), this.settings.timeout());
			Look look = read(found, token);
			count(look);
			return look;
		}
		catch (DataAccessException ex) {
			if (this.state.doubt()) {
				log.warn("robots are read without Redis until it answers: {}", ex.getMessage());
			}
			this.metrics.error("look");
			this.metrics.miss();
			return new Look.Miss();
		}
	}

	/** Counts a read that goes to PostgreSQL, since the robot's copy may be old. */
	public void passOver() {
		this.metrics.miss();
	}

	private Look read(byte[] found, String token) {
		String text = new String(found, 0, Math.min(found.length, 1), StandardCharsets.US_ASCII);
		return switch (text) {
			case "=" -> CopyText.read(found).filter(this::isYoung).<Look>map(Look.Hit::new).orElseGet(() -> {
				this.metrics.error("look");
				return new Look.Miss();
			});
			case "?" -> new Look.Ticket(new String(found, 1, found.length - 1, StandardCharsets.UTF_8), token);
			default -> new Look.Miss();
		};
	}

	/** Redis lets copies expire by its own clock; this holds if that stands still. */
	private boolean isYoung(RobotCopy copy) {
		Duration age = Duration.between(copy.readAt(), this.clock.instant());
		return age.abs().compareTo(this.settings.maxAge()) <= 0;
	}

	private void count(Look look) {
		switch (look) {
			case Look.Hit hit -> this.metrics.hit();
			case Look.Ticket ticket -> this.metrics.miss();
			case Look.Miss miss -> this.metrics.miss();
		}
	}

	/**
	 * Leaves a copy; nobody waits for that.
	 * @param id the robot
	 * @param form what readers of this version make of a robot
	 * @param ticket from the look before it was read
	 * @param copy the copy
	 */
	public void fill(RobotId id, String form, Look.Ticket ticket, RobotCopy copy) {
		Duration left = this.settings.maxAge().minus(Duration.between(copy.readAt(), this.clock.instant()));
		if (!this.state.isReadable() || !left.isPositive()) {
			return;
		}
		try {
			this.store.fill(id, ticket, CopyText.write(ticket.generation(), form, copy), left)
				.whenComplete((answer, failure) -> {
					if (failure == null) {
						this.metrics.fill(new String(answer, 1, answer.length - 1, StandardCharsets.US_ASCII));
					}
					else {
						this.metrics.error("fill");
					}
				});
		}
		catch (DataAccessException ex) {
			this.state.doubt();
			this.metrics.error("fill");
		}
	}

	/**
	 * Removes the copies of robots that changed, and waits until Redis has done so. Not
	 * for a request's thread.
	 * @param changed the robots
	 */
	public void remove(Collection<RobotId> changed) {
		if (!this.state.isToldOfChanges()) {
			// All copies of before are thrown away later than now.
			return;
		}
		try {
			CopyStore.awaitAll(this.store.remove(changed), PATIENCE);
		}
		catch (DataAccessException ex) {
			lose();
			log.debug("copies of {} robots were not removed", changed.size(), ex);
		}
	}

	/** Says that some change will not be told: no copy of before is used again. */
	public void lose() {
		if (this.state.lose()) {
			log.warn("copies of robots are not used until Redis takes all changes");
		}
		this.metrics.error("remove");
	}

	private void returnToUse() {
		if (this.state.isReadable()) {
			return;
		}
		try {
			if (this.state.hasMissedChanges()) {
				this.state.beginReturn();
				Instant now = this.clock.instant();
				CopyStore.awaitAll(
						this.store.beginGeneration(
								this.replica + "-" + now.toEpochMilli() + "-" + this.numbers.incrementAndGet()),
						PATIENCE);
				this.state.endReturn();
			}
			else {
				CopyStore.awaitAll(this.store.ask(), PATIENCE);
				this.state.trust();
			}
		}
		catch (DataAccessException ex) {
			if (this.state.hasMissedChanges()) {
				this.state.lose();
			}
			log.debug("Redis is still away", ex);
		}
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

	/** Starts before beats are taken, and stops after. */
	@Override
	public int getPhase() {
		return -1;
	}

}
