package com.lekiwi.heartbeat.state.history;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class LateBeatIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	private Chronicle past;

	private final String robot = "late-" + UUID.randomUUID();

	private final Instant base = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(5));

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
		this.past = new Chronicle(this.http, this.database);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void aThousandLateBeatsRepairTheHistoryOnceAndNeverTheLiveState() {
		this.past.registered(this.robot, "lab", this.base);
		this.past.happened(this.robot, "offline", at(3_600));
		this.past.happened(this.robot, "online", at(3 * 3_600));
		assertThat(this.past.then(this.robot, at(3_700)).status()).isEqualTo(RobotStatus.OFFLINE);
		String live = this.http.get("/api/v2/robots/" + this.robot).body();

		String batch = buffered(2, 1_000, 3_590, 5);
		send(batch);
		// The first two beats fall into the time before the log calls it offline.
		Instant end = at(3_590 + 999 * 5 + 15);
		assertThat(corrected()).containsExactly(new Interval(at(3_600), end));
		assertThat(this.past.then(this.robot, at(3_700)).status()).isEqualTo(RobotStatus.ONLINE);
		assertThat(this.past.then(this.robot, end.minusMillis(1)).alive()).isTrue();
		assertThat(this.past.then(this.robot, end).alive()).isFalse();
		assertThat(this.past.uptimeOf(this.robot, this.base, at(4 * 3_600)).downS())
			.isEqualTo((double) Duration.between(end, at(3 * 3_600)).toSeconds());

		// The batch may have been committed in parts; each part corrected what was left
		// to it.
		List<Map<String, Object>> corrections = corrections();
		assertThat(corrections).extracting(details -> details.get("from")).doesNotHaveDuplicates();
		send(batch);
		send(buffered(2, 500, 3_590, 5));
		assertThat(corrections()).isEqualTo(corrections);
		send(buffered(1_002, 1, 3_590 + 1_000 * 5, 5));
		assertThat(corrections()).hasSize(corrections.size() + 1)
			.last()
			.isEqualTo(Map.of("from", end.toString(), "to", end.plusSeconds(5).toString()));
		String after = this.http.get("/api/v2/robots/" + this.robot).body();
		assertThat(withoutCounters(after)).isEqualTo(withoutCounters(live));
	}

	@Test
	void beatsWithGapsCorrectOnlyWhatTheyShow() {
		this.past.registered(this.robot, "lab", this.base);
		this.past.happened(this.robot, "offline", at(100));
		this.past.happened(this.robot, "online", at(1_000));
		send(buffered(2, 3, 50, 200));
		assertThat(corrections()).containsExactly(Map.of("from", at(250).toString(), "to", at(265).toString()),
				Map.of("from", at(450).toString(), "to", at(465).toString()));
	}

	@Test
	void whatIsNoEvidenceCorrectsNothing() {
		this.past.registered(this.robot, "lab", this.base);
		this.past.happened(this.robot, "offline", at(100));
		this.past.happened(this.robot, "online", at(1_000));
		Instant future = Instant.now().plusSeconds(3_600);
		send("""
				[{"robot_id":"%1$s","boot_id":"b","seq":2,"sent_at":"%2$s"},
				 {"robot_id":"%1$s","boot_id":"b","seq":3,"buffered":true},
				 {"robot_id":"%1$s","boot_id":"b","seq":4,"buffered":true,"sent_at":"%3$s"},
				 {"robot_id":"%1$s","boot_id":"b","seq":5,"buffered":true,"sent_at":"1970-01-01T00:00:00Z"},
				 {"robot_id":"%1$s","boot_id":"b","seq":6,"buffered":true,"sent_at":"%4$s"},
				 {"robot_id":"%1$s-new","boot_id":"b","seq":1,"buffered":true,"sent_at":"%2$s"}]"""
			.formatted(this.robot, at(200), future, this.base.minusSeconds(60)));
		assertThat(corrections()).isEmpty();
		assertThat(this.past.events(this.robot + "-new", "").events()).extracting(FleetEvent::kind)
			.containsExactly("registered");
	}

	@Test
	void whoComesBackWithItsBufferInOneBatchIsBackAndItsHistoryRepaired() {
		this.past.beat(this.robot, 1, "\"interval_s\":1");
		Instant last = Instant.now().truncatedTo(ChronoUnit.MICROS);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.http.get("/api/v2/robots/" + this.robot).body().contains("\"status\":\"offline\""));
		send("""
				[{"robot_id":"%1$s","boot_id":"b","seq":2,"interval_s":1,"buffered":true,"sent_at":"%2$s"},
				 {"robot_id":"%1$s","boot_id":"b","seq":3,"interval_s":1}]""".formatted(this.robot,
				last.plusSeconds(1)));
		List<FleetEvent> events = this.past.events(this.robot, "order=oldest").events();
		// Which of the last two comes first depends on whether one commit took both
		// beats.
		assertThat(events).extracting(FleetEvent::kind)
			.startsWith("registered", "offline")
			.containsExactlyInAnyOrder("registered", "offline", "online", "history_corrected");
		assertThat(corrections().getFirst()).containsEntry("from", events.get(1).occurredAt().toString());
		assertThat(this.http.get("/api/v2/robots/" + this.robot).body()).contains("\"status\":\"online\"");
		assertThat(this.past.then(this.robot, events.get(1).occurredAt()).status()).isEqualTo(RobotStatus.ONLINE);
	}

	/** Beats from a buffer, made at equal distances. */
	private String buffered(long firstSeq, int count, long fromSecond, long distance) {
		return LongStream.range(0, count)
			.mapToObj(i -> "{\"robot_id\":\"%s\",\"boot_id\":\"b\",\"seq\":%d,\"buffered\":true,\"sent_at\":\"%s\"}"
				.formatted(this.robot, firstSeq + i, at(fromSecond + i * distance)))
			.collect(Collectors.joining(",", "[", "]"));
	}

	private void send(String batch) {
		HttpResponse<String> answer = this.http.post("/api/v2/heartbeats", batch);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).doesNotContain("invalid", "refused", "unavailable");
	}

	private List<Map<String, Object>> corrections() {
		return this.past.events(this.robot, "kind=history_corrected&order=oldest")
			.events()
			.stream()
			.map(FleetEvent::details)
			.toList();
	}

	/** What all corrections together call alive. */
	private List<Interval> corrected() {
		return Stretches
			.of(corrections().stream()
				.map(details -> new Interval(Instant.parse((String) details.get("from")),
						Instant.parse((String) details.get("to"))))
				.toList())
			.intervals();
	}

	private static String withoutCounters(String robot) {
		return robot.replaceAll("\"counters\":\\{[^}]*}", "").replaceAll("\"seq\":\\d+", "");
	}

	private Instant at(long second) {
		return this.base.plusSeconds(second);
	}

}
