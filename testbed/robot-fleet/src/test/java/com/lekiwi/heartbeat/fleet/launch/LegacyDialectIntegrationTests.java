package com.lekiwi.heartbeat.fleet.launch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.dialect.Dialect;
import com.lekiwi.heartbeat.fleet.dialect.DialectShares;
import com.lekiwi.heartbeat.fleet.ledger.Acknowledgements;
import com.lekiwi.heartbeat.fleet.ledger.AnsweredBy;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.fleet.server.LegacySide;
import com.lekiwi.heartbeat.fleet.server.LegacySide.Beat;
import com.lekiwi.heartbeat.fleet.server.LegacySide.Reaction;
import com.lekiwi.heartbeat.fleet.simulation.FleetSettings;
import com.lekiwi.heartbeat.fleet.simulation.FleetTruth;
import com.lekiwi.heartbeat.fleet.simulation.RobotTruth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LegacyDialectIntegrationTests {

	private static final RobotId KIWI = new RobotId("kiwi-0001");

	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	@Test
	void aBeatSaysWhatIsTrueOfItsRobotAndKeepsToOneConnection() throws IOException {
		try (LegacySide side = new LegacySide(_ -> Reaction.update("legacy")); Fleet fleet = fleet(side, 8, 50)) {
			fleet.start();
			await().until(() -> fleet.truths().stream().allMatch(robot -> robot.seq() > 4));
			settle(fleet);
			for (RobotTruth robot : fleet.truths()) {
				List<Beat> beats = side.received()
					.stream()
					.filter(beat -> beat.robot().equals(robot.id().value()))
					.toList();
				assertThat(beats).hasSizeGreaterThan(3).allSatisfy(beat -> {
					assertThat(beat.line()).isEqualTo("POST /heartbeat");
					assertThat(beat.from().getAddress().getHostAddress()).isEqualTo(robot.address());
					assertThat(beat.body().propertyNames()).containsExactlyInAnyOrder("robot_id", "name", "type", "ip",
							"status", "teleop_host");
					assertThat(beat.body().get("ip").stringValue()).isEqualTo(robot.address());
					assertThat(beat.body().get("name").stringValue()).isEqualTo(robot.name());
					assertThat(beat.requestId()).matches("[0-9a-f]{32}");
					assertThat(beat.robotId()).isEqualTo(robot.tongue().named() ? robot.id().value() : null);
				});
				assertThat(beats).extracting(beat -> beat.from().getPort())
					.containsOnly(beats.getFirst().from().getPort());
				assertThat(beats).extracting(Beat::requestId).doesNotHaveDuplicates();
			}
			assertThat(fleet.truths()).extracting(robot -> robot.tongue().named()).contains(true, false);
		}
	}

	@Test
	void aConnectionClosedUnderABeatCostsOneRetryWithTheSameRequestId() throws IOException {
		try (LegacySide side = new LegacySide(
				beat -> this.seen.add(beat.requestId()) ? new Reaction.HangUp() : Reaction.update("new"));
				Fleet fleet = fleet(side, 2, 0)) {
			fleet.start();
			await().until(() -> fleet.truth().beats().acknowledged() > 6);
			settle(fleet);
			FleetTruth.Beats beats = fleet.truth().beats();
			assertThat(beats.failed()).isZero();
			assertThat(beats.resent()).isEqualTo(beats.acknowledged());
			assertThat(side.received()
				.stream()
				.collect(Collectors.groupingBy(beat -> beat.requestId() + beat.body(), Collectors.counting()))
				.values()).containsOnly(2L);
			assertThat(beats.acknowledged() + beats.givenUp()).isEqualTo(beats.made());
		}
	}

	@Test
	void aSecondConnectionClosedUnderItIsOneTooMany() throws IOException {
		try (LegacySide side = new LegacySide(_ -> new Reaction.HangUp()); Fleet fleet = fleet(side, 1, 0)) {
			fleet.start();
			await().until(() -> fleet.truth().beats().failed() > 3);
			settle(fleet);
			FleetTruth.Beats beats = fleet.truth().beats();
			assertThat(beats.acknowledged()).isZero();
			assertThat(beats.failed() + beats.givenUp()).isEqualTo(beats.made());
			assertThat(side.received()).hasSize((int) (2 * beats.failed()));
		}
	}

	@ParameterizedTest
	@CsvSource({ "500, Internal Server Error", "502, ''", "503, ''", "200, ok", "204, ''" })
	void anAnswerThatIsNoAcknowledgementIsAFailureAndIsNotRetried(int status, String body) throws IOException {
		try (LegacySide side = new LegacySide(_ -> new Reaction.Reply(status, "legacy", body));
				Fleet fleet = fleet(side, 1, 0)) {
			fleet.start();
			await().until(() -> fleet.truth().beats().failed() > 3);
			settle(fleet);
			FleetTruth.Beats beats = fleet.truth().beats();
			assertThat(beats.acknowledged() + beats.resent()).isZero();
			assertThat(side.received()).hasSize((int) beats.failed())
				.extracting(Beat::requestId)
				.doesNotHaveDuplicates();
		}
	}

	@Test
	void aRefusedBeatIsNotAFailure() throws IOException {
		try (LegacySide side = new LegacySide(_ -> new Reaction.Reply(422, "new", "{\"detail\":[]}"));
				Fleet fleet = fleet(side, 1, 0)) {
			fleet.start();
			await().until(() -> fleet.truth().beats().refused() > 2);
			assertThat(fleet.truth().beats().failed()).isZero();
			assertThat(fleet.truth(KIWI).orElseThrow().lastRefusal()).isEqualTo("422 {\"detail\":[]}");
		}
	}

	@Test
	void whoeverNeverAnswersFailsABeatAndOnlyTheNewestWaits() throws IOException {
		try (LegacySide side = new LegacySide(_ -> new Reaction.Stall());
				Fleet fleet = new Fleet(settings(side, 1, 0).answerTimeout(Duration.ofMillis(300)).build(),
						Clock.systemUTC())) {
			fleet.start();
			await().until(() -> fleet.truth().beats().failed() > 1);
			FleetTruth.Beats beats = fleet.truth().beats();
			assertThat(beats.givenUp()).isPositive();
			assertThat(beats.waiting() + beats.uncertain()).isLessThanOrEqualTo(2);
			assertThat(beats.resent()).isZero();
		}
	}

	@Test
	void aBeatUnderWayWhenTheFleetStopsStaysUncertain() throws IOException {
		try (LegacySide side = new LegacySide(_ -> new Reaction.Stall())) {
			Fleet fleet = fleet(side, 2, 0);
			fleet.start();
			await().until(() -> side.received().size() == 2);
			fleet.close();
			assertThat(fleet.truth().beats().uncertain()).isEqualTo(2);
			assertThat(fleet.truth().beats().failed()).isZero();
		}
	}

	@Test
	void theLedgerKnowsWhoAcknowledgedWhat() throws IOException {
		AtomicLong turns = new AtomicLong();
		Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
		Function<Beat, Reaction> script = _ -> {
			String system = List.of("new", "legacy", "other").get((int) (turns.getAndIncrement() % 3));
			answers.computeIfAbsent(system, _ -> new AtomicLong()).incrementAndGet();
			return Reaction.update(system.equals("other") ? null : system);
		};
		try (LegacySide side = new LegacySide(script); Fleet fleet = fleet(side, 4, 50)) {
			fleet.start();
			await().until(() -> fleet.truth().beats().acknowledged() > 20);
			settle(fleet);
			FleetTruth truth = fleet.truth();
			assertThat(truth.beats().acknowledgedBy()).isEqualTo(new Acknowledgements(answers.get("new").get(),
					answers.get("legacy").get(), answers.get("other").get()));
			assertThat(truth.dialects()).isEqualTo(Map.of(Dialect.V2, 0, Dialect.LEGACY, 4));
			RobotLedger ledger = fleet.ledgers().getFirst();
			assertThat(ledger.acknowledgedBy(ledger.tallies().getFirst().bootId(), 1)).isPresent()
				.get()
				.isInstanceOf(AnsweredBy.class);
			assertThat(fleet.expectation(KIWI)).isEmpty();
		}
	}

	private static Fleet fleet(LegacySide side, int robots, int named) {
		return new Fleet(settings(side, robots, named).build(), Clock.systemUTC());
	}

	private static FleetSettings.Builder settings(LegacySide side, int robots, int named) {
		return FleetSettings.towards(side.uri())
			.robots(robots)
			.dialects(new DialectShares(100, named))
			.interval(Duration.ofMillis(50))
			.rebootsPerHour(0)
			.dropoutsPerHour(0)
			.runId("run");
	}

	private static void settle(Fleet fleet) {
		fleet.pause();
		await().atMost(Duration.ofSeconds(30)).until(fleet::settled);
	}

}
