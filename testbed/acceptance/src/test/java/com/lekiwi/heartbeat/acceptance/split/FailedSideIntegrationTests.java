package com.lekiwi.heartbeat.acceptance.split;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.acceptance.fixture.Edge;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.TroubledSide;
import com.lekiwi.heartbeat.acceptance.fixture.TroubledSide.Trouble;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.stack.process.HttpProbe;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Robots that speak the legacy's dialect, each on a connection of its own, see no error
 * while one of the two sides works, at any split; and both sides agree afterwards.
 */
@ExtendWith(WholeStack.class)
@Timeout(240)
class FailedSideIntegrationTests {

	private static final int ROBOTS = 30;

	/** Five a second from each robot: more than a breaker needs to open, and to close. */
	private static final long BEATS_AT_A_SPLIT = 8L * ROBOTS;

	private static final int[] SPLITS = { 0, 10, 50, 100 };

	private static final AtomicInteger FIRST = new AtomicInteger(2_001);

	private static final JsonMapper JSON = JsonMapper.shared();

	@AfterEach
	void mend(LocalStack stack) throws IOException {
		stack.postgres().start();
		for (String side : List.of("state-manager", "legacy-adapter", "legacy-poller")) {
			stack.process(side).thaw();
			stack.process(side).start();
		}
		new Edge(stack).split(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "legacy-poller", "legacy-adapter" })
	void nobodyNoticesThatASideIsFrozen(String side, LocalStack stack) throws Exception {
		StackProcess process = stack.process(side);
		assertNobodyNotices(process::freeze, process::thaw, stack);
	}

	@ParameterizedTest
	@ValueSource(strings = { "legacy-poller", "legacy-adapter" })
	void nobodyNoticesThatASideIsKilled(String side, LocalStack stack) throws Exception {
		StackProcess process = stack.process(side);
		assertNobodyNotices(process::kill9, process::start, stack);
	}

	@ParameterizedTest
	@EnumSource(value = Trouble.class, names = { "SLOW", "FAILING" })
	void nobodyNoticesThatTheLegacyIsInTrouble(Trouble trouble, LocalStack stack) throws Exception {
		assertNobodyNotices(trouble, "legacy-poller", "legacy", stack);
	}

	@ParameterizedTest
	@EnumSource(value = Trouble.class, names = { "SLOW", "FAILING" })
	void nobodyNoticesThatTheNewSideIsInTrouble(Trouble trouble, LocalStack stack) throws Exception {
		assertNobodyNotices(trouble, "legacy-adapter", "legacy-adapter", stack);
	}

	private static void assertNobodyNotices(Trouble trouble, String process, String servers, LocalStack stack)
			throws Exception {
		try (TroubledSide side = new TroubledSide(new Edge(stack), stack.process(process), servers)) {
			assertNobodyNotices(() -> side.is(trouble), () -> side.is(Trouble.NONE), stack);
		}
	}

	/** Lets something befall a side at every split, while robots beat, and ends it. */
	private static void assertNobodyNotices(Runnable fault, Runnable end, LocalStack stack) throws Exception {
		Edge edge = new Edge(stack);
		try (LivelyFleet fleet = fleet(stack)) {
			for (int percent : SPLITS) {
				edge.split(percent);
				fault.run();
				fleet.awaitAcknowledged(BEATS_AT_A_SPLIT);
				end.run();
				fleet.awaitAcknowledged(ROBOTS);
			}
			assertUnharmed(fleet, stack);
		}
	}

	@Test
	void nobodyNoticesThatWhatIsBehindTheNewSideDies(LocalStack stack) throws Exception {
		new Edge(stack).split(50);
		try (LivelyFleet fleet = fleet(stack)) {
			stack.process("state-manager").kill9();
			fleet.awaitAcknowledged(BEATS_AT_A_SPLIT);
			stack.process("state-manager").start();
			fleet.awaitAcknowledged(BEATS_AT_A_SPLIT);
			stack.postgres().kill();
			fleet.awaitAcknowledged(BEATS_AT_A_SPLIT);
			stack.postgres().start();
			fleet.awaitAcknowledged(BEATS_AT_A_SPLIT);
			assertUnharmed(fleet, stack);
		}
	}

	private static LivelyFleet fleet(LocalStack stack) throws IOException {
		LivelyFleet fleet = LivelyFleet.legacy(stack, FIRST.getAndAdd(ROBOTS), ROBOTS);
		fleet.awaitAcknowledged(2 * ROBOTS);
		return fleet;
	}

	private static void assertUnharmed(LivelyFleet fleet, LocalStack stack) throws Exception {
		assertThat(fleet.beats().failed()).as("beats that a robot sent in vain").isZero();
		assertThat(fleet.beats().refused()).isZero();
		assertThat(fleet.beats().acknowledgedBy().absent()).as("answers that do not say who answered").isZero();
		// They still beat: the faults are over, and each side hears every robot.
		patiently().untilAsserted(() -> {
			Map<String, JsonNode> legacy = known("legacy-poller", fleet, stack);
			assertThat(legacy).hasSize(ROBOTS).allSatisfy((_, robot) -> assertThat(online(robot)).isTrue());
			assertThat(known("legacy-adapter", fleet, stack)).isEqualTo(legacy);
		});
		fleet.settle();
		// What a robot lets go of while an earlier beat takes a second was never sent.
		assertThat(fleet.beats().failed()).isZero();
		assertThat(committed(fleet, stack)).as("what the new side acknowledged is on disk")
			.isGreaterThanOrEqualTo(fleet.beats().acknowledgedBy().byNew())
			.as("and nothing counts twice")
			.isLessThanOrEqualTo(fleet.beats().made());
	}

	private static boolean online(JsonNode robot) {
		return robot.path("status").asString().equals("online");
	}

	/** What a side says of the fleet's robots, but for the time of the last beat. */
	private static Map<String, JsonNode> known(String side, LivelyFleet fleet, LocalStack stack) {
		URI robots = URI.create("http://127.0.0.1:" + stack.process(side).spec().port() + "/robots");
		List<String> ids = fleet.ids().stream().map(RobotId::value).toList();
		Map<String, JsonNode> known = new TreeMap<>();
		for (JsonNode robot : JSON.readTree(HttpProbe.get(robots).orElse("[]"))) {
			if (ids.contains(robot.path("id").asString())) {
				known.put(robot.path("id").asString(), ((ObjectNode) robot).without("last_seen"));
			}
		}
		return known;
	}

	private static long committed(LivelyFleet fleet, LocalStack stack) throws SQLException {
		try (Connection connection = stack.postgres().database().connect();
				PreparedStatement statement = connection.prepareStatement(
						"SELECT SUM(received + received_before) FROM robot_liveness WHERE robot_id = ANY (?)")) {
			statement.setArray(1, connection.createArrayOf("text", fleet.ids().stream().map(RobotId::value).toArray()));
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
	}

}
