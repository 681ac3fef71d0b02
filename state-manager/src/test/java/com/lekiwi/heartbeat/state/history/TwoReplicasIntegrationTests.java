package com.lekiwi.heartbeat.state.history;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerApplication;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class TwoReplicasIntegrationTests {

	private static final List<String> SHARED = List.of("spring.datasource.url", "spring.datasource.username",
			"spring.datasource.password", "spring.data.redis.host", "spring.data.redis.port");

	private static final int ROBOTS = 10;

	private static final int BEATS = 90;

	@LocalServerPort
	private int port;

	@Autowired
	private Environment environment;

	@Autowired
	private JdbcTemplate database;

	private final Instant base = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(6));

	private ConfigurableApplicationContext replica;

	private Http one;

	private Http other;

	@BeforeEach
	void startAnotherReplica() {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
		SHARED.forEach(key -> arguments.add("--" + key + "=" + this.environment.getProperty(key)));
		this.replica = new SpringApplicationBuilder(StateManagerApplication.class)
			.run(arguments.toArray(String[]::new));
		this.one = new Http(this.port);
		this.other = new Http(this.replica.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	@AfterEach
	void stop() {
		this.one.close();
		this.other.close();
		this.replica.close();
	}

	@Test
	void aCursorOfOneIsGoodForTheOther() {
		this.one.beat("replicas-1", "{\"boot_id\":\"b\",\"seq\":1}");
		this.other.beat("replicas-2", "{\"boot_id\":\"b\",\"seq\":1}");
		String since = "/api/v2/events?subject=replicas-2&since=0";
		assertThat(events(this.one.get(since).body())).isEqualTo(events(this.other.get(since).body()))
			.contains("replicas-2");
		String at = Instant.now().toString();
		for (String path : List.of("/api/v2/robots/replicas-1/events", "/api/v2/fleet?limit=1000&at=" + at,
				"/api/v2/robots/replicas-2/uptime?to=" + at)) {
			assertThat(events(this.other.get(path).body())).isEqualTo(events(this.one.get(path).body()));
		}
	}

	@Test
	void theSameLateBeatsAtBothCorrectEachSecondOnce() throws Exception {
		Chronicle past = new Chronicle(this.one, this.database);
		for (int robot = 0; robot < ROBOTS; robot++) {
			past.registered(robot(robot), "lab", this.base);
			past.happened(robot(robot), "offline", this.base.plusSeconds(100));
			past.happened(robot(robot), "online", this.base.plusSeconds(10_000));
		}
		List<Callable<HttpResponse<String>>> sends = new ArrayList<>();
		for (int round = 0; round < 6; round++) {
			String batch = batch();
			sends.add(() -> this.one.post("/api/v2/heartbeats", batch));
			sends.add(() -> this.other.post("/api/v2/heartbeats", batch));
		}
		try (ExecutorService gateways = Executors.newFixedThreadPool(6)) {
			for (Future<HttpResponse<String>> answer : gateways.invokeAll(sends)) {
				assertThat(answer.get().body()).contains("\"accepted\":" + ROBOTS * BEATS);
			}
		}
		for (int robot = 0; robot < ROBOTS; robot++) {
			List<Interval> corrected = past.events(robot(robot), "kind=history_corrected&limit=1000")
				.events()
				.stream()
				.map(FleetEvent::details)
				.map(details -> new Interval(Instant.parse((String) details.get("from")),
						Instant.parse((String) details.get("to"))))
				.toList();
			Duration sum = corrected.stream()
				.map(interval -> Duration.between(interval.from(), interval.to()))
				.reduce(Duration.ZERO, Duration::plus);
			assertThat(Stretches.of(corrected).intervals()).containsExactly(
					new Interval(this.base.plusSeconds(200), this.base.plusSeconds(200 + (BEATS - 1) * 10L + 15)));
			assertThat(sum).isEqualTo(Stretches.of(corrected).length());
		}
	}

	/** Late beats of all robots, every ten seconds. */
	private String batch() {
		return IntStream.range(0, ROBOTS * BEATS)
			.mapToObj(i -> "{\"robot_id\":\"%s\",\"boot_id\":\"b\",\"seq\":%d,\"buffered\":true,\"sent_at\":\"%s\"}"
				.formatted(robot(i % ROBOTS), 2 + i / ROBOTS, this.base.plusSeconds(200 + i / ROBOTS * 10L)))
			.collect(Collectors.joining(",", "[", "]"));
	}

	private static String robot(int number) {
		return "replicas-late-" + number;
	}

	/** Without the time of the answer. */
	private static String events(String body) {
		return body.replaceAll("\"as_of\":\"[^\"]*\",?", "");
	}

}
