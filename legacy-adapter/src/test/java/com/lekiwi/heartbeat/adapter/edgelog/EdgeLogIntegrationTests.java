package com.lekiwi.heartbeat.adapter.edgelog;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static com.lekiwi.heartbeat.adapter.edgelog.EdgeLogAdapter.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

/** From a line on the wire to metrics, tables and what people are told. */
@Timeout(300)
class EdgeLogIntegrationTests {

	/** As the plan has it, to the letter. */
	private static final String MIGRATION_STATUS = """
			SELECT\s
			    COUNT(*) FILTER (WHERE system = 'legacy') as legacy_count,
			    COUNT(*) FILTER (WHERE system = 'new') as new_count,
			    COUNT(*) FILTER (WHERE system = 'both') as both_count
			FROM migration_tracking
			WHERE timestamp > NOW() - INTERVAL '1 hour';
			""";

	private static final String ERROR_COMPARISON = """
			SELECT\s
			    system,
			    COUNT(*) as error_count,
			    AVG(response_time) as avg_latency
			FROM request_logs
			WHERE status >= 500\s
			    AND timestamp > NOW() - INTERVAL '10 minutes'
			GROUP BY system;
			""";

	private static EdgeLogAdapter adapter;

	@BeforeAll
	static void start() throws Exception {
		adapter = EdgeLogAdapter.start(SharedStores.freshDatabase(EdgeLogIntegrationTests.class)).listening();
	}

	@AfterAll
	static void stop() {
		adapter.close();
	}

	@BeforeEach
	void empty() {
		adapter.database().update("DELETE FROM request_logs");
		adapter.database().update("DELETE FROM migration_tracking");
	}

	@Test
	void aFailureCountsForWhoseTurnItWasAlthoughTheClientSawNone() {
		double askedBefore = adapter.status().at("/systems/new/asked").asDouble();
		double failedBefore = adapter.status().at("/systems/new/failed").asDouble();
		double rescued = adapter.meter("migration.requests.rescued", "system", "new");
		double failures = requests("new", "502");
		for (int i = 0; i < 3; i++) {
			adapter.send(Lines.beat("failed-" + i, "new"));
		}
		adapter.send(Lines.beat("failed-3", "new").failedFirst(502, "legacy"));
		patiently().until(() -> requests("new", "502") == failures + 1);
		JsonNode system = adapter.status().at("/systems/new");
		assertThat(system.path("asked").asDouble()).isEqualTo(askedBefore + 4);
		assertThat(system.path("failed").asDouble()).isEqualTo(failedBefore + 1);
		assertThat(system.path("error_rate").asDouble()).isCloseTo((failedBefore + 1) / (askedBefore + 4),
				within(1e-9));
		assertThat(adapter.meter("migration.error.rate", "system", "new"))
			.isCloseTo((failedBefore + 1) / (askedBefore + 4), within(1e-9));
		assertThat(adapter.meter("migration.requests.rescued", "system", "new")).isEqualTo(rescued + 1);
	}

	@Test
	void whatTheBreakerKeptBackIsNoAnswerAndNoError() {
		double failed = adapter.status().at("/systems/new/failed").asDouble();
		double notAsked = adapter.meter("migration.requests.not.asked", "system", "new");
		adapter.send(Lines.beat("kept", "new").failedFirst(530, "legacy"));
		patiently().until(() -> adapter.meter("migration.requests.not.asked", "system", "new") == notAsked + 1);
		assertThat(adapter.status().at("/systems/new/failed").asDouble()).isEqualTo(failed);
		assertThat(requests("new", "530")).isZero();
		patiently().untilAsserted(
				() -> assertThat(rows("SELECT status, client_status, served_by FROM request_logs")).singleElement()
					.satisfies(row -> assertThat(row).containsEntry("status", null)
						.containsEntry("client_status", 200)
						.containsEntry("served_by", "legacy")));
	}

	@Test
	void copiesAreCountedApart() {
		double requests = adapter.meter("migration.requests");
		double failed = adapter.meter("migration.shadow.requests", "system", "new", "status", "500");
		double dropped = adapter.meter("migration.shadow.requests", "system", "legacy", "status", "dropped");
		double asked = adapter.status().at("/systems/new/asked").asDouble();
		adapter.send(Lines.copy("new").with("robot", "\"copied\"").with("first_upstream_status", "500"),
				Lines.copy("legacy")
					.with("first_upstream_status", "null")
					.with("first_upstream_time", "null")
					.with("status", "503"));
		patiently().until(() -> adapter.meter("migration.shadow.requests", "system", "legacy", "status",
				"dropped") == dropped + 1);
		assertThat(adapter.meter("migration.shadow.requests", "system", "new", "status", "500")).isEqualTo(failed + 1);
		assertThat(adapter.meter("migration.requests")).isEqualTo(requests);
		assertThat(adapter.status().at("/systems/new/asked").asDouble()).isEqualTo(asked);
		adapter.send(Lines.beat("after-the-copies", "legacy"));
		patiently().until(() -> rows("SELECT robot_id FROM migration_tracking").size() == 1);
		assertThat(rows("SELECT robot_id FROM request_logs")).hasSize(1);
	}

	@Test
	void prometheusIsToldUnderTheNamesOfThePlan() {
		adapter.send(Lines.beat("told", "legacy"));
		patiently().until(() -> adapter.scrape().contains("migration_requests_total{"));
		assertThat(adapter.scrape()).containsPattern(
				"migration_requests_total\\{endpoint=\"/heartbeat\",service=\"legacy-adapter\",status=\"200\",system=\"legacy\"} [1-9]")
			.containsPattern(
					"migration_request_duration_seconds_bucket\\{endpoint=\"/heartbeat\",service=\"legacy-adapter\",system=\"legacy\",le=\"0.005\"} [1-9]")
			.contains("migration_error_rate{", "migration_robot_count{", "migration_shadow_request_duration_seconds",
					"migration_largest_address_group_share", "edge_log_lines_lost_total{", "edge_log_lines_total{");
	}

	@Test
	void thePlansQueriesWork() {
		adapter.send(Lines.beat("on-legacy", "legacy"), Lines.beat("on-new", "new"), Lines.beat("on-new", "new"),
				Lines.beat("moved", "legacy"), Lines.beat("moved", "new"),
				Lines.beat("rescued", "new").failedFirst(500, "legacy").with("first_upstream_time", "0.250"),
				Lines.request("POST", "/heartbeat", "legacy").with("client", "\"10.9.8.7\""),
				Lines.request("POST", "/heartbeat", "legacy").with("client", "\"10.9.8.7\""),
				Lines.request("POST", "/api/v2/robots/pilot/heartbeat", "").with("robot", "\"pilot\""),
				Lines.request("GET", "/robots/on-new", "new").with("robot", "\"only-read\""));
		patiently().untilAsserted(() -> assertThat(rows(MIGRATION_STATUS)).singleElement()
			// The robots behind an address are one; who is only read is not served.
			.satisfies(row -> assertThat(row).containsEntry("legacy_count", 2L)
				.containsEntry("new_count", 3L)
				.containsEntry("both_count", 1L)));
		patiently().untilAsserted(() -> assertThat(rows(ERROR_COMPARISON)).singleElement()
			.satisfies(row -> assertThat(row).containsEntry("system", "new")
				.containsEntry("error_count", 1L)
				.containsEntry("avg_latency", 0.25)));
		patiently().untilAsserted(() -> assertThat(rows("SELECT robot_id FROM request_logs")).hasSize(10));
		assertThat(rows("SELECT robot_id, key_kind FROM migration_tracking WHERE key_kind = 'address'")).singleElement()
			.satisfies(row -> assertThat(row).containsEntry("robot_id", "@10.9.8.7"));
		assertThat(rows("SELECT timestamp FROM request_logs_default")).isEmpty();
		assertThat(rows("SELECT timestamp FROM migration_tracking_default")).isEmpty();
	}

	@Test
	void robotsAreCountedBySystemAndType() {
		adapter.database()
			.update("INSERT INTO robots (id, name, type, address, status, status_since, registered_at) VALUES "
					+ "('count-1', 'count-1', 'lekiwi', '10.1.1.1', 'online', now(), now()),"
					+ "('count-2', 'count-2', 'xle', '10.1.1.2', 'online', now(), now()),"
					+ "('count-3', 'count-3', 'xle', '10.1.1.3', 'online', now(), now()) ON CONFLICT DO NOTHING");
		adapter.send(Lines.beat("count-1", "new"), Lines.beat("count-2", "legacy"),
				Lines.request("POST", "/heartbeat", "legacy").with("client", "\"10.1.1.3\""),
				Lines.beat("nobody-knows", "new"));
		patiently().untilAsserted(() -> {
			assertThat(adapter.meter("migration.robot.count", "system", "new", "type", "lekiwi")).isEqualTo(1);
			assertThat(adapter.meter("migration.robot.count", "system", "legacy", "type", "xle")).isEqualTo(2);
			assertThat(adapter.meter("migration.robot.count", "system", "new", "type", "unknown")).isEqualTo(1);
			assertThat(adapter.meter("migration.robot.count", "system", "legacy", "type", "lekiwi")).isZero();
		});
	}

	@Test
	void theLargestGroupBehindOneAddressIsTold() {
		double before = adapter.status().at("/largest_address_group/of_beats").asDouble();
		for (int i = 0; i < 200; i++) {
			adapter.send(Lines.request("POST", "/heartbeat", "legacy").with("client", "\"10.7.7.7\""));
		}
		patiently().until(() -> adapter.status().at("/largest_address_group/of_beats").asDouble() == before + 200);
		JsonNode largest = adapter.status().path("largest_address_group");
		assertThat(largest.path("address").asString()).isEqualTo("10.7.7.7");
		assertThat(largest.path("beats").asInt()).isEqualTo(200);
		assertThat(largest.path("share").asDouble()).isCloseTo(200 / (before + 200), within(1e-9));
		assertThat(adapter.meter("migration.largest.address.group.share")).isCloseTo(200 / (before + 200),
				within(1e-9));
	}

	@Test
	void aLineThatWasLostIsCountedAndShown() {
		double missing = adapter.meter("edge.log.lines.lost", "reason", "missing");
		for (int number : new int[] { 0, 1, 2, 5, 6, 7, 9 }) {
			adapter.send(Lines.beat("numbered", "new").numbered("0A0B0C0D", number));
		}
		patiently().until(() -> adapter.meter("edge.log.lines.lost", "reason", "missing") == missing + 3);
		assertThat(adapter.status().at("/lost/missing").asDouble()).isEqualTo(missing + 3);
		assertThat(adapter.status().at("/lost/total").asDouble()).isGreaterThanOrEqualTo(missing + 3);
		patiently().untilAsserted(
				() -> assertThat(rows("SELECT heard FROM edge_log_workers WHERE worker = '0A0B0C0D'")).singleElement()
					.satisfies(row -> assertThat(row).containsEntry("heard", 10L)));
	}

	@Test
	void whatIsNoLineIsCountedAndHarmsNothing() {
		double malformed = adapter.meter("edge.log.lines", "kind", "malformed");
		double requests = adapter.meter("edge.log.lines", "kind", "request");
		Random random = new Random(3);
		for (int i = 0; i < 50; i++) {
			byte[] noise = new byte[random.nextInt(2_000)];
			random.nextBytes(noise);
			adapter.send(noise);
		}
		byte[] whole = Lines.beat("cut", "new").bytes();
		adapter.send(java.util.Arrays.copyOf(whole, 200));
		adapter.send(Lines.beat("x".repeat(6_000), "new").bytes());
		adapter.send(Lines.beat("good", "new"));
		patiently().until(() -> adapter.meter("edge.log.lines", "kind", "request") == requests + 1);
		patiently().until(() -> adapter.meter("edge.log.lines", "kind", "malformed") == malformed + 52);
		patiently().until(() -> rows("SELECT robot_id FROM migration_tracking").size() == 1);
	}

	@Test
	void aLineOfAnotherDayIsDatedByOurClock() {
		adapter.send(Lines.beat("dated", "new").with("time", "86400.000"));
		patiently().untilAsserted(() -> assertThat(rows("SELECT timestamp FROM request_logs")).hasSize(1));
		assertThat(rows("SELECT timestamp FROM request_logs WHERE timestamp > now() - interval '1 minute'")).hasSize(1);
	}

	@Test
	void nobodyFromAnotherMachineMaySend() throws Exception {
		Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
			.findFirst();
		assumeThat(outside).as("this machine has an address besides its loopback").isPresent();
		try (EdgeLogAdapter open = EdgeLogAdapter
			.start(SharedStores.freshDatabase(Inet4Address.class), "address=0.0.0.0")
			.listening(); DatagramSocket stranger = new DatagramSocket(0, outside.get())) {
			byte[] line = Lines.beat("strange", "new").bytes();
			stranger.send(new DatagramPacket(line, line.length, outside.get(), open.port()));
			patiently().until(() -> open.meter("edge.log.lines", "kind", "foreign") == 1);
			assertThat(open.meter("edge.log.lines", "kind", "request")).isZero();
		}
	}

	@Test
	void daysThatAreTooOldAreDropped() {
		for (String table : List.of("request_logs", "migration_tracking")) {
			adapter.database()
				.execute("CREATE TABLE " + table + "_20200101 PARTITION OF " + table
						+ " FOR VALUES FROM ('2020-01-01Z') TO ('2020-01-02Z')");
		}
		adapter.keepDays();
		assertThat(rows("SELECT relname FROM pg_class WHERE relname ~ '_20200101$'")).isEmpty();
		assertThat(
				rows("SELECT relname FROM pg_class WHERE relname ~ '^(request_logs|migration_tracking)_20[0-9]{6}$'"))
			.hasSize(8);
	}

	@Test
	void twoWhoWriteTheSameHourAgree() {
		EdgeLogStore store = new EdgeLogStore(adapter.database());
		long hour = Instant.now().truncatedTo(ChronoUnit.HOURS).getEpochSecond();
		Instant now = Instant.now();
		ServedRobot.Key key = new ServedRobot.Key(hour, "seen-by-two");
		store.addRobots(List.of(new ServedRobot(key, false, true, Side.NEW, now)));
		store.addRobots(List.of(new ServedRobot(key, true, false, Side.LEGACY, now.minusSeconds(1))));
		store.addRobots(List.of(new ServedRobot(key, true, false, Side.LEGACY, now.minusSeconds(2))));
		assertThat(rows("SELECT system, latest_system FROM migration_tracking")).singleElement()
			.satisfies(row -> assertThat(row).containsEntry("system", "both").containsEntry("latest_system", "new"));
	}

	private static double requests(String system, String status) {
		return adapter.meter("migration.requests", "system", system, "status", status);
	}

	private static List<Map<String, Object>> rows(String sql) {
		return adapter.database().queryForList(sql);
	}

}
