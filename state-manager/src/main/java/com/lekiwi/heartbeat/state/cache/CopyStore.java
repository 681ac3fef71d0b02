package com.lekiwi.heartbeat.state.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * The keys in Redis, and everything that is done with them. A robot belongs to one of a
 * few shards, by its id. Per shard {@code k} there are, all in one slot of a cluster:
 * <ul>
 * <li>{@code robot:{k}:<id>}: a copy of a robot ({@code =…}), or the token of a reader
 * who is about to leave one ({@code ?…}). Both have a time to live;</li>
 * <li>{@code robot:{k}::generation}: another text as soon as a replica could not say that
 * robots changed. Copies of another generation are not used. It has no time to live.</li>
 * </ul>
 * No operation touches two shards. Commands are sent at once, and waited for together.
 */
@Component
class CopyStore {

	/** Shards; all replicas must agree. */
	static final int SHARDS = 8;

	/** A reader who takes longer leaves no copy. */
	private static final Duration TOKEN_LIFE = Duration.ofSeconds(2);

	/**
	 * Answers with a copy; or with the generation, when the token was put down; or that
	 * another reader is at it, or that Redis is full. A value that is none of ours is
	 * replaced.
	 */
	private static final byte[] LOOK = script("""
			local generation = redis.call('GET', KEYS[1]) or ''
			local known = redis.pcall('GET', KEYS[2])
			if type(known) == 'string' then
			  local copy = '=' .. generation .. ' ' .. ARGV[1] .. ' '
			  if string.sub(known, 1, #copy) == copy then
			    return known
			  end
			  local token = '?' .. generation .. ' '
			  if string.sub(known, 1, #token) == token then
			    return '-busy'
			  end
			end
			local set = redis.pcall('SET', KEYS[2], '?' .. generation .. ' ' .. ARGV[2], 'PX', ARGV[3])
			if set.err then
			  return '-full'
			end
			return '?' .. generation""");

	/** A copy takes the place of its reader's token, and of nothing else. */
	private static final byte[] FILL = script("""
			if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then
			  return '-overtaken'
			end
			local set = redis.pcall('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
			if set.err then
			  redis.call('DEL', KEYS[1])
			  return '-full'
			end
			return '+filled'""");

	private final RedisConnectionFactory redis;

	CopyStore(RedisConnectionFactory redis) {
		this.redis = redis;
	}

	/** Sends a look; see the script. */
	CompletionStage<byte[]> look(RobotId id, String form, String token) {
		return commands().eval(LOOK, ScriptOutputType.VALUE, new byte[][] { generation(shardOf(id)), key(id) },
				bytes(form), bytes(token), millis(TOKEN_LIFE));
	}

	/** Sends a copy; see the script. */
	CompletionStage<byte[]> fill(RobotId id, Look.Ticket ticket, byte[] copy, Duration life) {
		return commands().eval(FILL, ScriptOutputType.VALUE, new byte[][] { key(id) },
				bytes("?" + ticket.generation() + " " + ticket.token()), copy, millis(life));
	}

	/** Removes copies and tokens, with one command a shard. */
	List<CompletionStage<?>> remove(Collection<RobotId> ids) {
		Map<Integer, List<byte[]>> keys = new TreeMap<>();
		ids.forEach(id -> keys.computeIfAbsent(shardOf(id), shard -> new ArrayList<>()).add(key(id)));
		RedisClusterAsyncCommands<byte[], byte[]> commands = commands();
		List<CompletionStage<?>> sent = new ArrayList<>();
		keys.values().forEach(some -> sent.add(commands.unlink(some.toArray(byte[][]::new))));
		return sent;
	}

	/** Begins another generation in each shard. */
	List<CompletionStage<?>> beginGeneration(String name) {
		RedisClusterAsyncCommands<byte[], byte[]> commands = commands();
		List<CompletionStage<?>> sent = new ArrayList<>();
		for (int shard = 0; shard < SHARDS; shard++) {
			sent.add(commands.set(generation(shard), bytes(name)));
		}
		return sent;
	}

	/** Asks every shard for something small. */
	List<CompletionStage<?>> ask() {
		RedisClusterAsyncCommands<byte[], byte[]> commands = commands();
		List<CompletionStage<?>> sent = new ArrayList<>();
		for (int shard = 0; shard < SHARDS; shard++) {
			sent.add(commands.exists(generation(shard)));
		}
		return sent;
	}

	/**
	 * Waits for an answer.
	 * @param <T> what it is
	 * @param answer the answer
	 * @param patience for how long
	 * @return the answer
	 * @throws QueryTimeoutException if there is none in time
	 * @throws RedisSystemException if Redis refused, or is away
	 */
	static <T> T await(CompletionStage<T> answer, Duration patience) {
		CompletableFuture<T> future = answer.toCompletableFuture();
		try {
			return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			future.cancel(false);
			throw new QueryTimeoutException("Redis does not answer", ex);
		}
		catch (ExecutionException ex) {
			throw new RedisSystemException("Redis failed a command", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new QueryTimeoutException("interrupted while Redis was asked", ex);
		}
	}

	static void awaitAll(List<CompletionStage<?>> answers, Duration patience) {
		await(CompletableFuture
			.allOf(answers.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new)),
				patience);
	}

	static int shardOf(RobotId id) {
		return Math.floorMod(id.value().hashCode(), SHARDS);
	}

	static byte[] key(RobotId id) {
		return bytes("robot:{" + shardOf(id) + "}:" + id.value());
	}

	/** No robot's key: ids have no colon. */
	private static byte[] generation(int shard) {
		return bytes("robot:{" + shard + "}::generation");
	}

	/** One server's commands are a part of a cluster's. */
	@SuppressWarnings("unchecked") // Spring's connections speak bytes.
	private RedisClusterAsyncCommands<byte[], byte[]> commands() {
		try (RedisConnection connection = this.redis.getConnection()) {
			return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
		}
	}

	private static byte[] millis(Duration time) {
		return bytes(Long.toString(time.toMillis()));
	}

	private static byte[] script(String text) {
		return bytes(text);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
