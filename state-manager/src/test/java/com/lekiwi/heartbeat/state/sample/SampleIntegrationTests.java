package com.lekiwi.heartbeat.state.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.StateManagerTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class SampleIntegrationTests {

	private static final Instant MINUTE = Instant.parse("2026-03-01T12:00:00Z");

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private SampleStore store;

	@Autowired
	private SampleAccumulator running;

	@Autowired
	private StateManagerProperties properties;

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void aMinuteBecomesOneRowWhenItIsOver() {
		SampleAccumulator samples = accumulator(this.store, MINUTE.plusSeconds(59));
		add(samples, "sampled", 0, 80f, 0.5f);
		add(samples, "sampled", 20, 60f, null);
		add(samples, "sampled", 40, 70f, 0.25f);
		samples.flush();
		assertThat(rows("sampled")).isEmpty();
		add(samples, "sampled", 61, 10f, null);
		samples.flush();
		assertThat(rows("sampled")).hasSize(1);
		assertThat(rows("sampled").getFirst()).containsEntry("battery_percent_min", 60f)
			.containsEntry("battery_percent_mean", 70f)
			.containsEntry("battery_percent_max", 80f)
			.containsEntry("battery_percent_n", 3)
			.containsEntry("cpu_mean", 0.375f)
			.containsEntry("cpu_n", 2)
			.containsEntry("memory_mean", null)
			.containsEntry("memory_n", 0);
	}

	@Test
	void theSilentRobotsMinuteIsKeptToo() {
		SampleAccumulator samples = accumulator(this.store, MINUTE.plusSeconds(125));
		add(samples, "silent", 5, 33f, null);
		samples.flush();
		assertThat(rows("silent")).hasSize(1);
	}

	@Test
	void replicasAddToTheSameMinute() {
		SampleAccumulator one = accumulator(this.store, MINUTE.plusSeconds(70));
		SampleAccumulator other = accumulator(this.store, MINUTE.plusSeconds(70));
		add(one, "shared", 0, 90f, null);
		add(one, "shared", 10, 60f, null);
		add(other, "shared", 20, 30f, 0.5f);
		one.flush();
		other.flush();
		assertThat(rows("shared")).hasSize(1);
		assertThat(rows("shared").getFirst()).containsEntry("battery_percent_min", 30f)
			.containsEntry("battery_percent_mean", 60f)
			.containsEntry("battery_percent_max", 90f)
			.containsEntry("battery_percent_n", 3)
			.containsEntry("cpu_mean", 0.5f);
	}

	@Test
	void whatTheStoreDoesNotTakeIsKeptForTheNextTime() {
		FailingStore failing = new FailingStore(this.database);
		SampleAccumulator samples = accumulator(failing, MINUTE.plusSeconds(70));
		add(samples, "kept", 0, 90f, null);
		samples.flush();
		assertThat(rows("kept")).isEmpty();
		failing.away = false;
		samples.flush();
		assertThat(rows("kept")).hasSize(1);
	}

	@Test
	void stoppingKeepsTheRunningMinute() {
		SampleAccumulator samples = accumulator(this.store, MINUTE);
		add(samples, "stopped", 1, 42f, null);
		samples.stop();
		assertThat(rows("stopped")).hasSize(1);
	}

	@Test
	void committedBeatsAreSampledAndRepeatsAreNot() {
		String beat = "{\"boot_id\":\"b\",\"seq\":%d,\"battery\":{\"percent\":%d}}";
		try (Http http = new Http(this.port)) {
			http.beat("beating", beat.formatted(1, 10));
			http.beat("beating", beat.formatted(3, 30));
			http.beat("beating", beat.formatted(3, 99));
			http.beat("beating", beat.formatted(2, 99));
			http.post("/api/v2/heartbeats", """
					[{"robot_id":"beating","boot_id":"b","seq":4,"battery":{"percent":40}},
					 {"robot_id":"beating","boot_id":"b","seq":5,"battery":{"percent":60}}]""");
		}
		this.running.stop();
		this.running.start();
		Map<String, Object> sums = this.database.queryForMap("""
				SELECT sum(battery_percent_n) AS n, min(battery_percent_min) AS min, max(battery_percent_max) AS max,
				  round(sum(battery_percent_mean * battery_percent_n)) AS sum
				FROM robot_samples
				WHERE robot_id = 'beating'""");
		assertThat(sums).containsEntry("n", 4L)
			.containsEntry("min", 10f)
			.containsEntry("max", 60f)
			.containsEntry("sum", 140.0);
	}

	private SampleAccumulator accumulator(SampleStore target, Instant now) {
		return new SampleAccumulator(target, Clock.fixed(now, ZoneOffset.UTC), this.properties, this.registry);
	}

	private static void add(SampleAccumulator samples, String robot, int second, float percent, @Nullable Float cpu) {
		Resources resources = (cpu != null) ? new Resources(cpu, null, null, null) : null;
		Heartbeat beat = new Heartbeat("b", 1, null, null, null, null, null, null, null, null,
				new Battery(percent, null), resources, null, null);
		samples.add(receiver -> receiver.take(new RobotId(robot), beat, MINUTE.plus(Duration.ofSeconds(second))));
	}

	private List<Map<String, Object>> rows(String robot) {
		return this.database.queryForList("SELECT * FROM robot_samples WHERE robot_id = ?", robot);
	}

	/** A store that is away until it is told otherwise. */
	private static final class FailingStore extends SampleStore {

		private boolean away = true;

		FailingStore(JdbcTemplate database) {
			super(database);
		}

		@Override
		void add(List<RobotMinute> minutes) {
			if (this.away) {
				throw new DataAccessResourceFailureException("away");
			}
			super.add(minutes);
		}

	}

}
