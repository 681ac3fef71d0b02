package com.lekiwi.heartbeat.state.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.identity.RobotId;

import org.springframework.stereotype.Component;

/** Gives out leases that may be over, to one replica at a time. */
@Component
public class DueLeases {

	/** How long a replica has for what it took; another one tries again then. */
	private static final Duration CLAIM = Duration.ofSeconds(2);

	private final LeaseStore store;

	DueLeases(LeaseStore store) {
		this.store = store;
	}

	/**
	 * Entries that one replica took.
	 *
	 * @param shard where they are
	 * @param claim what they were claimed with, in milliseconds since 1970
	 * @param robots whose leases may be over
	 */
	public record Claim(int shard, long claim, List<RobotId> robots) {

		/** Copies the robots. */
		public Claim {
			robots = List.copyOf(robots);
		}

	}

	/**
	 * What one look gave.
	 *
	 * @param whole whether the index has lost no entries
	 * @param claims what was taken
	 */
	public record Taken(boolean whole, List<Claim> claims) {

		/** Copies the claims. */
		public Taken {
			claims = List.copyOf(claims);
		}

	}

	/**
	 * Takes entries that are due.
	 * @param now the time
	 * @param limit how many at most, of each shard
	 * @return what was taken
	 * @throws org.springframework.dao.DataAccessException if Redis is away
	 */
	public Taken take(Instant now, int limit) {
		List<Claim> claims = new ArrayList<>();
		boolean whole = true;
		long until = now.plus(CLAIM).toEpochMilli();
		for (int shard = 0; shard < LeaseStore.SHARDS; shard++) {
			Optional<List<RobotId>> taken = this.store.take(shard, now.toEpochMilli(), until, limit);
			whole &= taken.isPresent();
			if (taken.isPresent() && !taken.get().isEmpty()) {
				claims.add(new Claim(shard, until, taken.get()));
			}
		}
		return new Taken(whole, claims);
	}

	/**
	 * Says what became of entries that were taken; call it after the commit. Those of
	 * which nothing is said come up again.
	 * @param claim what was taken
	 * @param gone robots that have no lease any more
	 * @param later robots whose lease ends later
	 * @throws org.springframework.dao.DataAccessException if Redis is away
	 */
	public void settle(Claim claim, Collection<RobotId> gone, Map<RobotId, Instant> later) {
		Map<RobotId, Long> scores = new HashMap<>();
		// Not before the end, though Redis counts whole milliseconds only.
		later.forEach((id, until) -> scores.put(id, until.toEpochMilli() + 1));
		this.store.settle(claim.shard(), claim.claim(), gone, scores);
	}

}
