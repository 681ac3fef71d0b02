package com.lekiwi.heartbeat.adapter.dialect;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of beats when state-manager fails in one way or another. */
@Timeout(120)
class BeatRelayIntegrationTests {

	private static final int QUEUE = 40;

	private static final FakeStateManager stateManager = new FakeStateManager(null);

	private static final Adapter adapter = Adapter.start(SharedStores.freshDatabase(BeatRelayIntegrationTests.class),
			stateManager.uri(), "heartbeat.dialect.queue-capacity=" + QUEUE, "heartbeat.dialect.max-batch=20",
			"heartbeat.dialect.answer-timeout=300ms");

	@BeforeEach
	void behave() {
		stateManager.behave();
		Awaitility.await().until(() -> adapter.beat("{\"robot_id\":\"first\"}").statusCode() == 200);
		stateManager.behave();
	}

	@AfterAll
	static void end() throws Exception {
		adapter.close();
		stateManager.close();
	}

	@Test
	void whatWaitsWhileABatchIsUnderWayIsTheNextBatch() {
		stateManager.freeze();
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		answers.add(later(0));
		Awaitility.await().until(() -> stateManager.held() == 1);
		answers.add(later(1));
		Awaitility.await().until(() -> stateManager.held() == 2);
		for (int i = 2; i < 12; i++) {
			answers.add(later(i));
		}
		stateManager.thaw();
		// All are answered; those that waited too long on a slow machine with a 503.
		Set<Integer> statuses = answers.stream().map(it -> it.join().statusCode()).collect(Collectors.toSet());
		assertThat(statuses).isSubsetOf(200, 503);
		assertThat(stateManager.batches().size()).isLessThan(12);
	}

	@Test
	void aFrozenStateManagerMeans503AndNothingPilesUp() {
		long threads = platformThreads();
		stateManager.freeze();
		int before = stateManager.requests();
		for (int round = 0; round < 5; round++) {
			List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				answers.add(later(round * 1_000 + i));
			}
			assertThat(answers).allSatisfy(it -> assertUnavailable(it.join()));
		}
		assertThat(stateManager.requests() - before).as("tries of a thousand beats").isLessThan(100);
		assertThat(metric("adapter_beats_queue_beats")).isZero();
		assertThat(platformThreads()).isLessThan(threads + 10);
		stateManager.thaw();
		Awaitility.await().until(() -> adapter.beat("{\"robot_id\":\"after\"}").statusCode() == 200);
	}

	@Test
	void aStateManagerThatIsKilledMeans503UntilItIsBack() {
		stateManager.kill();
		assertUnavailable(adapter.beat("{\"robot_id\":\"a\"}"));
		assertUnavailable(adapter.beat("{\"robot_id\":\"a\"}"));
		stateManager.restart();
		Awaitility.await().until(() -> adapter.beat("{\"robot_id\":\"a\"}").statusCode() == 200);
	}

	@Test
	void aConnectionThatWasClosedUnderTheSenderCostsNoBeat() {
		assertThat(adapter.beat("{\"robot_id\":\"a\"}").statusCode()).isEqualTo(200);
		stateManager.restart();
		assertThat(adapter.beat("{\"robot_id\":\"a\"}").statusCode()).isEqualTo(200);
	}

	@Test
	void aStateManagerWithoutItsStoreMeans503() {
		stateManager.answerWith(503);
		assertUnavailable(adapter.beat("{\"robot_id\":\"a\"}"));
		stateManager.answerWith(500);
		assertUnavailable(adapter.beat("{\"robot_id\":\"a\"}"));
		stateManager.answerWith(200);
		assertThat(adapter.beat("{\"robot_id\":\"a\"}").statusCode()).isEqualTo(200);
	}

	@Test
	void whatCannotBeReadIsNoCommit() {
		stateManager.say("{\"accepted\":");
		assertUnavailable(adapter.beat("{\"robot_id\":\"a\"}"));
	}

	@Test
	void everySecondBeatOfABatchIsUnavailableAndTheOthersAreCommitted() {
		stateManager.unavailable(position -> position % 2 == 1);
		stateManager.freeze();
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			answers.add(later(i));
		}
		Awaitility.await().until(() -> stateManager.held() >= 1);
		stateManager.thaw();
		Set<String> committed = answers.stream()
			.map(CompletableFuture::join)
			.filter(answer -> answer.statusCode() == 200)
			.map(answer -> answer.headers().firstValue("X-Request-Id").orElseThrow())
			.collect(Collectors.toSet());
		Set<String> taken = stateManager.beats()
			.stream()
			.map(beat -> beat.path("key").stringValue(""))
			.collect(Collectors.toSet());
		assertThat(taken).containsAll(committed);
		answers.forEach(it -> {
			if (it.join().statusCode() != 200) {
				assertUnavailable(it.join());
			}
		});
	}

	@Test
	void whatStateManagerWouldNeverTakeIsLeftToTheLegacy() {
		stateManager.invalid(_ -> true);
		assertUnavailable(adapter.beat("{\"robot_id\":\"a\"}"));
	}

	@Test
	void tooManyAtOnceAreTurnedAwayAtOnceAndTheOthersAreTaken() {
		double before = metric("adapter_beats_total{outcome=\"overloaded\"");
		stateManager.freeze();
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < 4 * QUEUE; i++) {
			answers.add(later(i));
		}
		answers.forEach(it -> assertUnavailable(it.join()));
		assertThat(metric("adapter_beats_total{outcome=\"overloaded\"")).isGreaterThan(before);
	}

	@Test
	void copiesAndRetriesOfABeatAreForwardedWithOneKey() {
		String id = "00000000000000000000000000c0ffee";
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			answers.add(adapter.beatLater("{\"robot_id\":\"kiwi\",\"teleop_host\":1}", id));
		}
		assertThat(answers).allSatisfy(it -> assertThat(it.join().statusCode()).isEqualTo(200));
		assertThat(stateManager.beats()).hasSize(20)
			.allSatisfy(beat -> assertThat(beat)
				.hasToString("{\"robot_id\":\"kiwi\",\"key\":\"" + id + "\",\"teleoperation\":{\"host_ready\":true}}"));
	}

	@Test
	void twoAdaptersForwardTheSameBeatWithTheSameKey() {
		try (Adapter other = Adapter.start(SharedStores.freshDatabase(BeatRelayIntegrationTests.class),
				stateManager.uri())) {
			adapter.beat("{\"robot_id\":\"kiwi\"}", "copy-1");
			other.beat("{\"robot_id\":\"kiwi\"}", "copy-1");
		}
		assertThat(stateManager.beats()).extracting(beat -> beat.path("key").stringValue(""))
			.containsExactly("copy-1", "copy-1");
	}

	@Test
	void aBeatWithoutAWellFormedIdGetsAKeyOfItsOwn() {
		HttpResponse<String> first = adapter.beat("{\"robot_id\":\"kiwi\"}");
		HttpResponse<String> second = adapter.beat("{\"robot_id\":\"kiwi\"}", "no id");
		assertThat(stateManager.beats()).extracting(beat -> beat.path("key").stringValue(""))
			.containsExactly(first.headers().firstValue("X-Request-Id").orElseThrow(),
					second.headers().firstValue("X-Request-Id").orElseThrow())
			.doesNotHaveDuplicates();
	}

	@Test
	void everythingThatTheLegacyTakesHasAFormThatStateManagerTakes() {
		String emoji = "\\ud83e\\udd5d".repeat(128);
		for (String beat : List.of("\"name\":\"" + emoji + "\"", "\"name\":\"a\\u0000b\",\"ip\":\"\\u0000\"",
				"\"name\":\"a\\ud800b\"", "\"name\":\"\\udc00\"", "\"name\":\"\"", "\"ip\":\"not an address\"",
				"\"type\":\"forklift\"", "\"type\":\"\"", "\"status\":\"charging\"", "\"status\":\"stopping\"",
				"\"name\":\"" + "\\u0001".repeat(128) + "\"")) {
			assertThat(adapter.beat("{\"robot_id\":\"kiwi\"," + beat + "}").statusCode()).as(beat).isEqualTo(200);
		}
	}

	@Test
	void whatIsMeasuredIsOnTheManagementPort() {
		double before = metric("adapter_beats_total{outcome=\"committed\"");
		adapter.beat("{\"robot_id\":\"kiwi\"}");
		assertThat(metric("adapter_beats_total{outcome=\"committed\"")).isEqualTo(before + 1);
		assertThat(metric("adapter_beats_batch_beats_count")).isPositive();
		assertThat(metric("adapter_beats_waiting_seconds_count")).isPositive();
		assertThat(metric("adapter_beats_answer_seconds_count")).isPositive();
	}

	/** But for those of the test's own client. */
	private static long platformThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(thread -> !thread.getName().startsWith("HttpClient-"))
			.count();
	}

	private static CompletableFuture<HttpResponse<String>> later(int number) {
		return adapter.beatLater("{\"robot_id\":\"robot-" + number + "\"}", "key-" + System.nanoTime() + "-" + number);
	}

	private static void assertUnavailable(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(answer.body()).isEqualTo("{\"detail\":\"Service Unavailable\"}");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(answer.headers().firstValue("Retry-After")).get().asString().matches("[1-9]");
	}

	private static double metric(String start) {
		return adapter.manage("/actuator/prometheus")
			.body()
			.lines()
			.filter(line -> line.startsWith(start))
			.mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

}
