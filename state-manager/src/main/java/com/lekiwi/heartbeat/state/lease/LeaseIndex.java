package com.lekiwi.heartbeat.state.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.pace.PacedThread;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Writes leases to the index in Redis, after the commit. Nobody waits for it: leases are
 * left here, the latest per robot, and a thread of its own writes them.
 * <p>
 * A robot's entry is moved only when its lease has grown by half: an entry may be due too
 * early, and is then put off to the end of the lease that PostgreSQL has. So a beat costs
 * a look into a map, and a robot that beats is never asked for in PostgreSQL.
 * <p>
 * Not guaranteed: that an entry is written. Where one was not, the index is declared
 * broken as soon as Redis takes that, and PostgreSQL is swept until it is whole again.
 */
@Component
public class LeaseIndex implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(LeaseIndex.class);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final int MAX_PER_CALL = 500;

	private final LeaseStore store;

	private final int maxRobots;

	private final ReentrantLock lock = new ReentrantLock();

	/** What the index has of a robot, as far as this replica knows. */
	private final Map<RobotId, Long> known = new HashMap<>();

	private Map<RobotId, Long> pending = new LinkedHashMap<>();

	private final Counter written;

	private final Counter dropped;

	private boolean reached = true;

	/** Whether entries were not written that the index does not know to be missing. */
	private boolean lost;

	private final PacedThread thread = new PacedThread("lease-index", PAUSE, this::write);

	LeaseIndex(LeaseStore store, StateManagerProperties properties, MeterRegistry registry) {
		this.store = store;
		this.maxRobots = properties.liveness().maxIndexed();
		this.written = Counter.builder("heartbeat.leases.written")
			.description("Entries of the lease index that were written after beats")
			.register(registry);
		this.dropped = Counter.builder("heartbeat.leases.dropped")
			.description("Entries that were not written, because Redis was away or too many waited")
			.register(registry);
		Gauge.builder("heartbeat.leases.pending", this, LeaseIndex::pending)
			.description("Entries of the lease index that wait to be written")
			.register(registry);
	}

	/**
	 * Leaves leases to be written.
	 * @param leases leases that are committed
	 */
	public void renew(List<Lease> leases) {
		int refused = 0;
		this.lock.lock();
		try {
			for (Lease lease : leases) {
				long until = lease.until().toEpochMilli();
				Long indexed = this.known.get(lease.id());
				boolean near = indexed != null && until >= indexed && until - indexed < lease.length().toMillis() / 2;
				if (near && !lease.begins()) {
					continue;
				}
				if (this.pending.size() < this.maxRobots) {
					this.pending.put(lease.id(), until);
					remember(lease.id(), until);
				}
				else {
					refused++;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		this.dropped.increment(refused);
	}

	/** Forgetting costs no more than writing an entry again. */
	private void remember(RobotId id, long until) {
		if (this.known.size() >= this.maxRobots) {
			this.known.clear();
		}
		this.known.put(id, until);
	}

	private int pending() {
		this.lock.lock();
		try {
			return this.pending.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void write() {
		Map<RobotId, Long> taken;
		this.lock.lock();
		try {
			taken = this.pending;
			this.pending = new LinkedHashMap<>();
		}
		finally {
			this.lock.unlock();
		}
		try {
			if (this.lost) {
				this.store.breakAll();
				this.lost = false;
			}
			write(taken);
			this.reached |= !taken.isEmpty();
		}
		catch (DataAccessException ex) {
			this.dropped.increment(taken.size());
			this.lost |= !taken.isEmpty();
			if (this.lost && this.reached) {
				log.warn("leases are not indexed until Redis is back: {}", ex.getMessage());
				this.reached = false;
			}
			forget();
		}
	}

	private void write(Map<RobotId, Long> entries) {
		Map<Integer, Map<RobotId, Long>> chunks = new HashMap<>();
		entries.forEach((id, until) -> {
			int shard = LeaseStore.shardOf(id);
			Map<RobotId, Long> chunk = chunks.computeIfAbsent(shard, key -> new HashMap<>());
			chunk.put(id, until);
			if (chunk.size() == MAX_PER_CALL) {
				this.store.put(shard, chunk);
				chunks.remove(shard);
			}
		});
		chunks.forEach(this.store::put);
		this.written.increment(entries.size());
	}

	/** Every robot's next beat is written again. */
	private void forget() {
		this.lock.lock();
		try {
			this.known.clear();
		}
		finally {
			this.lock.unlock();
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
