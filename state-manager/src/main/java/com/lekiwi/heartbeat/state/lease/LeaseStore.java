package com.lekiwi.heartbeat.state.lease;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.identity.RobotId;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The keys in Redis, and everything that is done with them. A robot belongs to one of a
 * few shards, by its id. Per shard {@code k} there are, all in one slot of a cluster:
 * <ul>
 * <li>{@code leases:{k}}: a sorted set; its members are robots, the score is when to look
 * at one, in milliseconds since 1970. That is never later than the end of the lease,
 * short of a robot that began to beat more often, and may be earlier;</li>
 * <li>{@code leases:{k}:epoch}: is there as long as no entry was lost since the shard was
 * last built from PostgreSQL;</li>
 * <li>{@code leases:{k}:building}: is there as long as none was lost since building
 * began.</li>
 * </ul>
 * None has a time to live, so none is evicted. No operation touches two shards.
 */
@Component
class LeaseStore {

	/** Shards; all replicas must agree. */
	static final int SHARDS = 4;

	/**
	 * Takes what is due, and puts it off until the claim ends: who dies meanwhile loses
	 * nothing.
	 */
	private static final RedisScript<String> TAKE = RedisScript.of("""
			if redis.call('EXISTS', KEYS[2]) == 0 then
			  return false
			end
			local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])
			for _, id in ipairs(due) do
			  redis.call('ZADD', KEYS[1], ARGV[2], id)
			end
			return table.concat(due, ' ')""", String.class);

	/** An entry that was moved since it was claimed belongs to a newer beat: it stays. */
	private static final RedisScript<Long> SETTLE = RedisScript.of("""
			local settled = 0
			for i = 2, #ARGV, 2 do
			  local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
			  if score and tonumber(score) == tonumber(ARGV[1]) then
			    if ARGV[i + 1] == 'gone' then
			      redis.call('ZREM', KEYS[1], ARGV[i])
			    else
			      redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
			    end
			    settled = settled + 1
			  end
			end
			return settled""", Long.class);

	private static final RedisScript<Long> FINISH = RedisScript.of("""
			if redis.call('GET', KEYS[2]) ~= ARGV[1] then
			  return 0
			end
			redis.call('DEL', KEYS[2])
			redis.call('SET', KEYS[1], ARGV[1])
			return 1""", Long.class);

	private final StringRedisTemplate redis;

	LeaseStore(StringRedisTemplate redis) {
		this.redis = redis;
	}

	static int shardOf(RobotId id) {
		return Math.floorMod(id.value().hashCode(), SHARDS);
	}

	/**
	 * Claims entries that are due.
	 * @param shard the shard
	 * @param now in milliseconds since 1970
	 * @param claim until when nobody else takes them, likewise
	 * @param limit how many at most
	 * @return the robots; empty when the shard has lost entries, and is to be built anew
	 */
	Optional<List<RobotId>> take(int shard, long now, long claim, int limit) {
		String due = this.redis.execute(TAKE, List.of(leases(shard), epoch(shard)), Long.toString(now),
				Long.toString(claim), Integer.toString(limit));
		if (due == null) {
			return Optional.empty();
		}
		return Optional.of(due.isEmpty() ? List.of() : Arrays.stream(due.split(" ")).map(RobotId::new).toList());
	}

	/**
	 * Ends claims.
	 * @param shard the shard
	 * @param claim what the entries were claimed with
	 * @param gone robots without a lease
	 * @param later when to look at the others again, in milliseconds since 1970
	 */
	void settle(int shard, long claim, Collection<RobotId> gone, Map<RobotId, Long> later) {
		List<String> arguments = new ArrayList<>();
		arguments.add(Long.toString(claim));
		gone.forEach(id -> arguments.addAll(List.of(id.value(), "gone")));
		later.forEach((id, when) -> arguments.addAll(List.of(id.value(), Long.toString(when))));
		if (arguments.size() > 1) {
			this.redis.execute(SETTLE, List.of(leases(shard)), arguments.toArray());
		}
	}

	/**
	 * Adds or moves entries of one shard.
	 * @param shard the shard
	 * @param entries when to look at each robot, in milliseconds since 1970
	 */
	void put(int shard, Map<RobotId, Long> entries) {
		Set<TypedTuple<String>> tuples = entries.entrySet()
			.stream()
			.map(entry -> TypedTuple.of(entry.getKey().value(), entry.getValue().doubleValue()))
			.collect(Collectors.toSet());
		this.redis.opsForZSet().add(leases(shard), tuples);
	}

	/** Begins to build a shard that has lost entries. */
	void beginBuilding(int shard, String builder) {
		this.redis.opsForValue().set(building(shard), builder);
	}

	/**
	 * Ends building.
	 * @param shard the shard
	 * @param builder who began
	 * @return whether the shard is whole; not if entries were lost again meanwhile
	 */
	boolean finishBuilding(int shard, String builder) {
		return Long.valueOf(1).equals(this.redis.execute(FINISH, List.of(epoch(shard), building(shard)), builder));
	}

	/** Says of all shards that they have lost entries, also of those being built. */
	void breakAll() {
		for (int shard = 0; shard < SHARDS; shard++) {
			this.redis.delete(List.of(building(shard), epoch(shard)));
		}
	}

	/** Whether a shard has lost no entries. */
	boolean isWhole(int shard) {
		return Boolean.TRUE.equals(this.redis.hasKey(epoch(shard)));
	}

	private static String leases(int shard) {
		return "leases:{" + shard + "}";
	}

	private static String epoch(int shard) {
		return leases(shard) + ":epoch";
	}

	private static String building(int shard) {
		return leases(shard) + ":building";
	}

}
