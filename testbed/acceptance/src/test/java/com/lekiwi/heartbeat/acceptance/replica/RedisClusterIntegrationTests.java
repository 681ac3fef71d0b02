package com.lekiwi.heartbeat.acceptance.replica;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.Judgements;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.Replicas;
import com.lekiwi.heartbeat.acceptance.fixture.Watcher;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.RedisCluster;
import com.lekiwi.heartbeat.stores.RedisStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both services on a Redis Cluster, with a database of their own, told of it by nothing
 * but a variable.
 */
@ExtendWith(WholeStack.class)
@Timeout(240)
class RedisClusterIntegrationTests {

	private static final int ROBOTS = 20;

	private static final int SHIFT = 80;

	@Test
	void fromTheBeatToTheWatcherAndNothingFalseWithoutANode(LocalStack stack) throws Exception {
		PostgresDatabase database = stack.postgres().freshDatabase("redis_cluster");
		try (RedisCluster cluster = RedisCluster.start()) {
			Map<String, String> onCluster = Map.of("SPRING_DATA_REDIS_CLUSTER_NODES", cluster.addresses(),
					"SPRING_DATASOURCE_URL", database.url());
			StackProcess manager = Replicas.add(stack, "state-manager", "state-manager-cluster", SHIFT, onCluster,
					UnaryOperator.identity());
			URI service = URI.create("http://127.0.0.1:" + manager.spec().port());
			StackProcess monitor = Replicas.add(stack, "websocket-monitor", "websocket-monitor-cluster", SHIFT,
					onCluster, argument -> argument.startsWith("--heartbeat.state-manager-url=")
							? "--heartbeat.state-manager-url=" + service : argument);
			try {
				manager.start();
				monitor.start();
				hold(cluster, database, service, monitor);
			}
			finally {
				monitor.stop();
				manager.stop();
			}
		}
	}

	private static void hold(RedisCluster cluster, PostgresDatabase database, URI service, StackProcess monitor)
			throws Exception {
		try (LivelyFleet fleet = LivelyFleet.patient(service, 901, ROBOTS);
				Watcher watcher = new Watcher(URI.create("ws://127.0.0.1:" + monitor.spec().port() + "/ws"),
						fleet.ids())) {
			patiently().until(() -> watcher.robots().size() == ROBOTS && !watcher.frames("delta").isEmpty());
			Judgements found = Judgements.since(database);
			silenceIsShown(fleet, fleet.ids().get(0), watcher);
			cluster.nodes().forEach(RedisStore::flush);
			silenceIsShown(fleet, fleet.ids().get(1), watcher);
			cluster.nodes().get(1).kill();
			silenceIsShown(fleet, fleet.ids().get(2), watcher);
			cluster.nodes().get(1).start();
			cluster.awaitWhole();
			silenceIsShown(fleet, fleet.ids().get(3), watcher);
			assertThat(found.offline(fleet.ids()))
				.containsExactlyElementsOf(fleet.ids().subList(0, 4).stream().map(RobotId::value).toList());
			assertThat(found.blind()).isEmpty();
			fleet.settle();
			CommittedBeats.assertAgreeWith(fleet.fleet(), database);
		}
	}

	/** And its return as well. */
	private static void silenceIsShown(LivelyFleet fleet, RobotId robot, Watcher watcher) {
		fleet.fleet().silence(robot);
		patiently().until(() -> shown(watcher, robot).equals("offline"));
		fleet.fleet().wake(robot);
		patiently().until(() -> List.of("online", "failed").contains(shown(watcher, robot)));
	}

	private static String shown(Watcher watcher, RobotId robot) {
		return watcher.robots().get(robot.value()).path("status").stringValue("");
	}

}
