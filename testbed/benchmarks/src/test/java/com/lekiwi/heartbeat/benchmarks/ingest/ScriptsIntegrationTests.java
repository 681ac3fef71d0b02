package com.lekiwi.heartbeat.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.benchmarks.run.OpenResources;
import com.lekiwi.heartbeat.benchmarks.wrk.Wrk;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkInstallation;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkResult;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkScript;
import com.lekiwi.heartbeat.contract.heartbeat.CommandSource;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(60)
class ScriptsIntegrationTests {

	private static final int ROBOTS = 50;

	private static final int CONNECTIONS = 4;

	private static final JsonMapper JSON = FleetJson.mapper();

	@TempDir
	private Path directory;

	private RecordingServer server;

	private OpenResources resources;

	private Wrk wrk;

	@BeforeEach
	void start() throws IOException {
		assumeTrue(WrkInstallation.isThere("wrk"), "wrk is missing: sudo apt-get install wrk");
		this.server = new RecordingServer();
		this.resources = new OpenResources();
		this.wrk = new Wrk(this.directory, this.resources, CONNECTIONS);
	}

	@AfterEach
	void end() {
		if (this.server != null) {
			this.server.close();
			this.resources.close();
		}
	}

	@Test
	void numbersOfEachRobotRiseByOneOverAllRuns() {
		WrkResult first = run(BeatScript.of(ROBOTS), 0);
		WrkResult second = run(BeatScript.of(ROBOTS), first.next());
		Map<String, TreeSet<Long>> numbers = new HashMap<>();
		int received = 0;
		for (RecordingServer.Request request : this.server.requests()) {
			assertThat(numbers.computeIfAbsent(request.target(), key -> new TreeSet<>()).add(beat(request).seq()))
				.as("no number is sent twice")
				.isTrue();
			received++;
		}
		assertThat(numbers).hasSize(ROBOTS);
		assertThat(received).isBetween((int) (first.good() + second.good()), (int) second.next());
		numbers.forEach((robot, sent) -> assertThat(sent.first()).as(robot).isOne());
		// A request that was made when time ran out may not have been sent.
		long gaps = numbers.values().stream().mapToLong(sent -> sent.last() - sent.size()).sum();
		assertThat(gaps).isBetween(0L, 2L * CONNECTIONS);
		long highest = numbers.values().stream().mapToLong(TreeSet::last).max().orElseThrow();
		assertThat(highest).isBetween(second.next() / ROBOTS - 1, second.next() / ROBOTS + 1);
	}

	@Test
	void bodiesAreWholeHeartbeatsWithValuesThatMove() {
		run(BeatScript.of(ROBOTS), 0);
		Set<String> boots = new HashSet<>();
		Set<Float> batteries = new HashSet<>();
		List<RecordingServer.Request> requests = this.server.requests().stream().limit(10L * ROBOTS).toList();
		for (RecordingServer.Request request : requests) {
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.target()).matches("/api/v2/robots/kiwi-\\d{5}/heartbeat");
			assertThat(request.contentType()).isEqualTo("application/json");
			Heartbeat beat = beat(request);
			assertThat(beat).hasNoNullFieldsOrPropertiesExcept("buffered", "key");
			assertThat(beat.battery().percent()).isBetween(0f, 100f);
			assertThat(beat.resources().cpu()).isBetween(0f, 1f);
			assertThat(beat.teleoperation().source()).isEqualTo(CommandSource.OPERATOR);
			boots.add(beat.bootId());
			batteries.add(beat.battery().percent());
		}
		assertThat(requests).isNotEmpty();
		assertThat(boots).hasSize(ROBOTS);
		assertThat(batteries).hasSizeGreaterThan(ROBOTS / 2);
	}

	@ParameterizedTest
	@EnumSource
	void renewalsGoRoundAllInstances(EurekaApplications applications) {
		WrkResult result = run(RenewalScript.of(ROBOTS, applications), 0);
		Set<String> targets = new HashSet<>();
		for (RecordingServer.Request request : this.server.requests()) {
			assertThat(request.method()).isEqualTo("PUT");
			assertThat(request.body()).isEmpty();
			targets.add(request.target());
		}
		assertThat(targets).isEqualTo(IntStream.range(0, ROBOTS)
			.mapToObj(robot -> "/eureka/apps/%s/kiwi-%05d?status=UP&lastDirtyTimestamp=%d"
				.formatted(applications.of(robot), robot, EurekaRegistration.DIRTY_TIMESTAMP))
			.collect(Collectors.toSet()));
		assertThat(result.p50Us()).isPositive().isLessThanOrEqualTo(result.p99Us());
		assertThat(result.p99Us()).isLessThanOrEqualTo(result.p999Us());
		assertThat(result.cpuSeconds()).isPositive();
	}

	private WrkResult run(WrkScript script, long first) {
		WrkResult result = this.wrk.run(script, this.server.port(), first, Duration.ofSeconds(1));
		assertThat(result.errors()).isZero();
		assertThat(result.good()).isGreaterThan(ROBOTS);
		return result;
	}

	private static Heartbeat beat(RecordingServer.Request request) {
		return JSON.readValue(request.body(), Heartbeat.class);
	}

}
