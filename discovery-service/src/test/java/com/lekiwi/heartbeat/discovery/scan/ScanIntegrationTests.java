package com.lekiwi.heartbeat.discovery.scan;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.Street;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Scans on one replica, over the API. */
@Timeout(180)
class ScanIntegrationTests {

	private static final String SCANS = "/api/v2/discovery/scans";

	private static final int PORT = Street.freePort();

	private static JdbcTemplate database;

	private static Discovery discovery;

	private Street street;

	@BeforeAll
	static void start() {
		PostgresDatabase fresh = Discovery.database();
		database = Discovery.jdbc(fresh);
		discovery = Discovery.start(fresh, "networks.ports=" + PORT, "scans.share-size=8", "scans.max-open=20",
				"scans.max-addresses=1000", "scans.max-waiting=3", "probe.parallelism=64", "breaker.failures=1000",
				"state-manager-url=http://127.0.0.1:1");
	}

	@AfterAll
	static void stop() {
		discovery.close();
	}

	@BeforeEach
	void open() {
		this.street = new Street();
	}

	@AfterEach
	void close() {
		this.street.close();
		database
			.update("UPDATE discovery_scans SET state = 'cancelled', finished_at = now() WHERE finished_at IS NULL");
	}

	@Test
	void aNetworkIsScannedAndEachAddressAskedOnce() {
		this.street.build("127.20.1.5", PORT, Neighbour.lekiwi("kiwi-5"))
			.build("127.20.1.6", PORT, Neighbour.xle("xle-6"))
			.build("127.20.1.7", PORT, Neighbour.dead())
			.build("127.20.1.8", PORT, Neighbour.json("{}"));
		HttpResponse<String> answer = discovery.api()
			.post(SCANS, "{\"cidr\":\"127.20.1.0/27\",\"reason\":\"new robots\"}");
		JsonNode queued = discovery.api().json(answer, 202);
		long id = queued.get("id").longValue();
		assertThat(answer.headers().firstValue("Location")).contains(SCANS + "/" + id);
		assertThat(queued.get("total").intValue()).isEqualTo(30);
		JsonNode scan = discovery.api().finished(id);
		assertThat(scan.get("state").stringValue()).isEqualTo("finished");
		assertThat(scan.get("kind").stringValue()).isEqualTo("manual");
		assertThat(scan.get("requested_by").stringValue()).isEqualTo("127.0.0.1");
		assertThat(scan.get("reason").stringValue()).isEqualTo("new robots");
		assertThat(scan.get("done").intValue()).isEqualTo(30);
		assertThat(scan.get("found").intValue()).isEqualTo(2);
		assertThat(scan.get("outcomes").toString()).contains("\"robot\":2", "\"silent\":1", "\"not_a_robot\":1",
				"\"refused\":26");
		assertThat(this.street.visits().values()).containsOnly(1);
		assertThat(results(id, "")).hasSize(30).doesNotHaveDuplicates().contains("127.20.1.5 robot");
		assertThat(results(id, "&outcome=robot")).containsExactlyInAnyOrder("127.20.1.5 robot", "127.20.1.6 robot");
		assertThat(results(id, "&outcome=silent&outcome=not_a_robot")).hasSize(2);
		assertThat(
				database.queryForObject("SELECT count(*) FROM discovery_shares WHERE scan_id = ?", Integer.class, id))
			.isZero();
	}

	@Test
	void aListIsScannedAndRepeatedAddressesCountOnce() {
		this.street.build("127.20.2.1", PORT, Neighbour.lekiwi("kiwi-1"));
		JsonNode scan = discovery.api()
			.finished(discovery.api()
				.scan("{\"addresses\":[\"127.20.2.1\",\"127.20.2.1\",\"127.20.2.2\"],\"unknown\":1}"));
		assertThat(scan.get("total").intValue()).isEqualTo(2);
		assertThat(scan.has("cidr")).isFalse();
		assertThat(this.street.visits("127.20.2.1")).isEqualTo(1);
	}

	@Test
	void progressIsToldAsItHappensAndACursorSkipsNothing() {
		CountDownLatch latch = new CountDownLatch(1);
		this.street.build("127.20.3.1", PORT, Neighbour.lekiwi("kiwi-1"))
			.build("127.20.3.2", PORT, Neighbour.when(latch, Neighbour.lekiwi("kiwi-2")));
		long id = discovery.api().scan("{\"addresses\":[\"127.20.3.1\",\"127.20.3.2\"]}");
		String first = "/results?limit=1&cursor=";
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> discovery.api().read(SCANS + "/" + id).get("done").intValue() == 1);
		JsonNode page = discovery.api().read(SCANS + "/" + id + first + "0");
		assertThat(page.at("/results/0/address").stringValue()).isEqualTo("127.20.3.1");
		assertThat(page.get("more").booleanValue()).isFalse();
		String cursor = page.get("cursor").stringValue();
		JsonNode nothing = discovery.api().read(SCANS + "/" + id + first + cursor);
		assertThat(nothing.get("results")).isEmpty();
		assertThat(nothing.get("cursor").stringValue()).isEqualTo(cursor);
		latch.countDown();
		discovery.api().finished(id);
		assertThat(discovery.api().read(SCANS + "/" + id + first + cursor).at("/results/0/address").stringValue())
			.isEqualTo("127.20.3.2");
	}

	@Test
	void aRequestWaitsForNewsAndThoseBeyondTheLimitAreTurnedAway() {
		CountDownLatch latch = new CountDownLatch(1);
		this.street.build("127.20.4.1", PORT, Neighbour.when(latch, Neighbour.lekiwi("kiwi-1")));
		long id = discovery.api().scan("{\"addresses\":[\"127.20.4.1\"]}");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> discovery.api().read(SCANS + "/" + id).get("state").stringValue().equals("running"));
		long version = discovery.api().read(SCANS + "/" + id).get("version").longValue();
		String news = SCANS + "/" + id + "?wait_s=25&since=" + version;
		MeterRegistry meters = discovery.bean(MeterRegistry.class);
		List<CompletableFuture<JsonNode>> waiting = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			waiting.add(CompletableFuture.supplyAsync(() -> discovery.api().read(news), Thread::startVirtualThread));
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> meters.get("discovery.polls.waiting").gauge().value() == 3);
		HttpResponse<String> fourth = discovery.api().get(news);
		assertThat(fourth.statusCode()).isEqualTo(429);
		assertThat(fourth.headers().firstValue("Retry-After")).isPresent();
		assertThat(discovery.api().read(SCANS + "/" + id + "?since=" + version).get("state").stringValue())
			.isEqualTo("running");
		latch.countDown();
		assertThat(waiting)
			.allSatisfy(answer -> assertThat(answer.join().get("version").longValue()).isGreaterThan(version));
	}

	@Test
	void aCancelledScanIsOverAndNothingFurtherIsAskedOrRecorded() {
		CountDownLatch latch = new CountDownLatch(1);
		List<String> addresses = IntStream.rangeClosed(1, 200).mapToObj(i -> "127.20.5." + i).toList();
		addresses.forEach(address -> this.street.build(address, PORT, Neighbour.when(latch, Neighbour.json("{}"))));
		long id = discovery.api().scan("{\"cidr\":\"127.20.5.0/24\"}");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.street.allVisits() >= 40);
		JsonNode cancelled = discovery.api().json(discovery.api().delete(SCANS + "/" + id), 202);
		assertThat(cancelled.get("state").stringValue()).isEqualTo("cancelled");
		int done = cancelled.get("done").intValue();
		latch.countDown();
		MeterRegistry meters = discovery.bean(MeterRegistry.class);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> meters.get("discovery.shares.held").gauge().value() == 0);
		JsonNode later = discovery.api().read(SCANS + "/" + id);
		assertThat(later.get("done").intValue()).isEqualTo(done);
		assertThat(results(id, "")).hasSize(done);
		assertThat(this.street.allVisits()).isLessThan(200);
		assertThat(discovery.api().delete(SCANS + "/" + id).statusCode()).isEqualTo(409);
		assertThat(discovery.api().delete(SCANS + "/987654321").statusCode()).isEqualTo(404);
	}

	@Test
	void aSmallScanIsDoneWhileALargeOneIsStillAtWork() {
		CountDownLatch latch = new CountDownLatch(1);
		IntStream.rangeClosed(1, 254)
			.forEach(i -> this.street.build("127.20.6." + i, PORT, Neighbour.when(latch, Neighbour.dead())));
		long large = discovery.api().scan("{\"cidr\":\"127.20.6.0/24\"}");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.street.allVisits() > 0);
		long small = discovery.api().scan("{\"addresses\":[\"127.20.9.1\"]}");
		discovery.api().finished(small);
		assertThat(discovery.api().read(SCANS + "/" + large).get("state").stringValue()).isEqualTo("running");
		latch.countDown();
	}

	@Test
	void aResultThatTheStoreRefusesHarmsNoOther() {
		this.street.build("127.20.16.1", PORT, Neighbour.lekiwi("kiwi-1"))
			.build("127.20.16.2", PORT, Neighbour.lekiwi("kiwi-2"))
			.build("127.20.16.3", PORT, Neighbour.robot("kiwi-3", "\"type\":\"\\ud800\",\"site\":\"\\u0000\",", ""));
		database.execute(
				"ALTER TABLE discovery_results ADD CONSTRAINT trouble CHECK (outcome <> 'robot' OR address <> '127.20.16.2')");
		try {
			long id = discovery.api().scan("{\"cidr\":\"127.20.16.0/29\"}");
			assertThat(discovery.api().finished(id).get("found").intValue()).isEqualTo(2);
			assertThat(results(id, "")).hasSize(6).contains("127.20.16.2 failed", "127.20.16.3 robot");
		}
		finally {
			database.execute("ALTER TABLE discovery_results DROP CONSTRAINT trouble");
		}
	}

	@Test
	void historyIsPagedFromTheNewestOn() {
		List<Long> ids = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			ids.add(discovery.api().scan("{\"addresses\":[\"127.20.9.1\"]}"));
		}
		JsonNode first = discovery.api().read(SCANS + "?limit=2");
		assertThat(first.get("scans")).extracting(scan -> scan.get("id").longValue())
			.containsExactly(ids.get(2), ids.get(1));
		JsonNode second = discovery.api().read(SCANS + "?limit=1&cursor=" + first.get("next_cursor").stringValue());
		assertThat(second.get("scans")).extracting(scan -> scan.get("id").longValue()).containsExactly(ids.getFirst());
	}

	@Test
	void moreScansThanMayBeOpenAreTurnedAwayAndNothingIsExhausted() {
		CountDownLatch latch = new CountDownLatch(1);
		IntStream.rangeClosed(1, 64)
			.forEach(i -> this.street.build("127.20.10." + i, PORT, Neighbour.when(latch, Neighbour.json("{}"))));
		String body = "{\"addresses\":" + IntStream.rangeClosed(1, 64)
			.mapToObj(i -> "\"127.20.10." + i + "\"")
			.collect(Collectors.joining(",", "[", "]")) + "}";
		int accepted = 0;
		HttpResponse<String> refused = null;
		for (int i = 0; i < 5000; i++) {
			HttpResponse<String> answer = discovery.api().post(SCANS, body);
			if (answer.statusCode() == 202) {
				accepted++;
			}
			else {
				refused = answer;
				assertThat(answer.statusCode()).isEqualTo(429);
			}
			if (i == 200) {
				latch.countDown();
			}
		}
		assertThat(refused).isNotNull();
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
		assertThat(accepted).isGreaterThanOrEqualTo(20);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> discovery.api().post(SCANS, body).statusCode() == 202);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7", "[]", "{}", "{", "{\"cidr\":7}", "{\"cidr\":\"127.20.1.7/24\"}",
			"{\"cidr\":\"127.20.1.0\"}", "{\"addresses\":[]}", "{\"addresses\":\"127.20.1.1\"}", "{\"addresses\":[7]}",
			"{\"addresses\":[\"127.20.1.1\",\"127.1\"]}", "{\"addresses\":[null]}",
			"{\"cidr\":\"127.20.1.0/24\",\"addresses\":[\"127.20.1.1\"]}",
			"{\"cidr\":\"127.20.1.0/24\",\"adopt\":\"yes\"}", "{\"cidr\":\"127.20.1.0/24\",\"reason\":7}",
			"{\"cidr\":\"127.20.1.0/24\",\"reason\":\"a\\u0000b\"}" })
	void aRequestThatMakesNoSenseIsRefusedWhole(String body) {
		int before = scans();
		assertThat(discovery.api().post(SCANS, body).statusCode()).isEqualTo(400);
		assertThat(scans()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"cidr\":\"127.0.0.0/24\"}", "{\"cidr\":\"127.16.0.0/12\"}",
			"{\"cidr\":\"169.254.169.0/24\"}", "{\"addresses\":[\"127.20.1.1\",\"127.0.0.1\"]}",
			"{\"addresses\":[\"::ffff:7f14:101\"]}", "{\"addresses\":[\"127.20.0.0\"]}" })
	void aRequestThatReachesOutsideIsRefusedWhole(String body) {
		int before = scans();
		assertThat(discovery.api().post(SCANS, body).statusCode()).isEqualTo(403);
		assertThat(scans()).isEqualTo(before);
	}

	@Test
	void aRequestThatIsTooLargeIsRefused() {
		assertThat(discovery.api().post(SCANS, "{\"cidr\":\"127.20.0.0/16\"}").statusCode()).isEqualTo(422);
		String many = IntStream.range(0, 1001)
			.mapToObj(i -> "\"127.20." + (i / 250) + "." + (i % 250 + 1) + "\"")
			.collect(Collectors.joining(",", "{\"addresses\":[", "]}"));
		assertThat(discovery.api().post(SCANS, many).statusCode()).isEqualTo(422);
		assertThat(discovery.api().post(SCANS, " ".repeat(1_100_000)).statusCode()).isEqualTo(413);
		HttpRequest text = HttpRequest.newBuilder(discovery.api().uri(SCANS))
			.header("Content-Type", "text/plain")
			.POST(BodyPublishers.ofString("{}"))
			.build();
		assertThat(discovery.api().send(text).statusCode()).isEqualTo(415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?limit=0", "?limit=1001", "?limit=x", "?cursor=x", "/x", "/1?wait_s=26", "/1?wait_s=-1",
			"/1/results?outcome=nothing", "/1/results?limit=0", "/1/results?cursor=x" })
	void aQuestionThatMakesNoSenseIsRefused(String path) {
		assertThat(discovery.api().get(SCANS + path).statusCode()).isEqualTo(400);
	}

	@Test
	void aScanThatIsNotThereIsNotFound() {
		assertThat(discovery.api().get(SCANS + "/987654321").statusCode()).isEqualTo(404);
		assertThat(discovery.api().get(SCANS + "/987654321/results").statusCode()).isEqualTo(404);
	}

	@Test
	void whatMayBeScannedIsTold() {
		JsonNode networks = discovery.api().read("/api/v2/discovery/networks");
		assertThat(networks.get("networks")).extracting(JsonNode::stringValue).containsExactly("127.20.0.0/16");
		assertThat(networks.at("/ports/0").intValue()).isEqualTo(PORT);
		assertThat(networks.at("/limits/max_open_scans").intValue()).isEqualTo(20);
	}

	@Test
	void scansThatEndedLongAgoAreDeletedWithTheirResults() {
		long old = discovery.api().scan("{\"addresses\":[\"127.20.9.1\"]}");
		long recent = discovery.api().scan("{\"addresses\":[\"127.20.9.1\"]}");
		discovery.api().finished(old);
		discovery.api().finished(recent);
		database.update("UPDATE discovery_scans SET finished_at = now() - interval '31 days' WHERE id = ?", old);
		discovery.bean(ScanStore.class).prune();
		assertThat(discovery.api().get(SCANS + "/" + old).statusCode()).isEqualTo(404);
		assertThat(discovery.api().get(SCANS + "/" + recent).statusCode()).isEqualTo(200);
		assertThat(database.queryForList("SELECT DISTINCT scan_id FROM discovery_results", Long.class))
			.doesNotContain(old)
			.contains(recent);
	}

	private static Set<String> results(long scan, String filter) {
		Set<String> seen = new HashSet<>();
		String cursor = "0";
		boolean more = true;
		while (more) {
			JsonNode page = discovery.api().read(SCANS + "/" + scan + "/results?limit=7&cursor=" + cursor + filter);
			page.get("results")
				.forEach(result -> seen
					.add(result.get("address").stringValue() + " " + result.get("outcome").stringValue()));
			cursor = page.get("cursor").stringValue();
			more = page.get("more").booleanValue();
		}
		return seen;
	}

	private static int scans() {
		return database.queryForObject("SELECT count(*) FROM discovery_scans", Integer.class);
	}

}
