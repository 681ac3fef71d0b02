package com.lekiwi.heartbeat.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Redis Cluster of three nodes on this machine, each with a third of the slots and none
 * with a replica. The nodes are always embedded ones: those in containers would send
 * clients to addresses inside the engine's network.
 * <p>
 * A node that is killed and started again is the same node, without its keys. While it is
 * away the others refuse every key ({@code cluster-require-full-coverage}).
 */
public final class RedisCluster implements AutoCloseable {

	private static final int NODES = 3;

	private static final int SLOTS = 16_384;

	/** From a node's port to the one on which nodes talk. */
	private static final int BUS_DISTANCE = 10_000;

	private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final List<RedisStore> nodes = new ArrayList<>();

	private RedisCluster() {
	}

	/**
	 * Starts three nodes and makes them a cluster.
	 * @return a cluster that serves
	 * @throws StoreException if it does not come up; nothing is left running then
	 */
	public static RedisCluster start() {
		RedisCluster cluster = new RedisCluster();
		try {
			for (int i = 0; i < NODES; i++) {
				EmbeddedRedisStore node = new EmbeddedRedisStore(
						new RedisSettings(null, Ports.choosePair(BUS_DISTANCE), null),
						List.of("cluster-enabled yes", "cluster-config-file nodes.conf", "cluster-node-timeout 1000"));
				cluster.nodes.add(node);
				node.start();
			}
			cluster.join();
			cluster.awaitWhole();
			return cluster;
		}
		catch (RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	private void join() {
		RedisStore first = this.nodes.getFirst();
		for (int i = 0; i < NODES; i++) {
			try (RedisConnection connection = connect(this.nodes.get(i))) {
				// Epochs of their own, so that they need not quarrel first.
				connection.call("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
				connection.call("CLUSTER ADDSLOTS " + IntStream.range(i * SLOTS / NODES, (i + 1) * SLOTS / NODES)
					.mapToObj(Integer::toString)
					.collect(Collectors.joining(" ")));
				connection.call("CLUSTER MEET " + first.host() + " " + first.port());
			}
		}
	}

	/**
	 * Waits until every node can be reached and knows where every slot is.
	 * @throws StoreException if that takes too long
	 */
	public void awaitWhole() {
		long deadline = System.nanoTime() + DEADLINE_NANOS;
		while (!this.nodes.stream().allMatch(RedisCluster::isWhole)) {
			if (System.nanoTime() > deadline) {
				throw new StoreException("The Redis Cluster at " + addresses() + " does not come up", null);
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private static boolean isWhole(RedisStore node) {
		try (RedisConnection connection = connect(node)) {
			// The first line is the state.
			return connection.call("CLUSTER INFO").getFirst().equals("cluster_state:ok");
		}
		catch (StoreException ex) {
			// It does not answer yet.
			return false;
		}
	}

	private static RedisConnection connect(RedisStore node) {
		return new RedisConnection(node.host(), node.port());
	}

	/**
	 * The nodes, to be killed, flushed and started again.
	 * @return three nodes; the first serves slots 0 to 5460
	 */
	public List<RedisStore> nodes() {
		return List.copyOf(this.nodes);
	}

	/**
	 * Where the nodes are, as {@code spring.data.redis.cluster.nodes} takes it.
	 * @return addresses, with commas between them
	 */
	public String addresses() {
		return this.nodes.stream().map(node -> node.host() + ":" + node.port()).collect(Collectors.joining(","));
	}

	@Override
	public void close() {
		this.nodes.forEach(RedisStore::close);
	}

}
