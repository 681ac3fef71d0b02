package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class LateBeatGroupIntegrationTests {

	private static final RobotId ROBOT = new RobotId("late-group");

	@Autowired
	private BeatStore store;

	@Autowired
	private JdbcTemplate database;

	@Test
	void aBufferAndTheBeatOfTheReturnInOneCommitRepairWhatWasBeforeTheReturn() {
		Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
		AtomicInteger commits = new AtomicInteger();
		this.store.write(List.of(beat(1, now.minusSeconds(600), now.minusSeconds(600), false)),
				commits::incrementAndGet);
		this.database.update("UPDATE robot_liveness SET alive = FALSE WHERE robot_id = ?", ROBOT.value());
		this.database.update("UPDATE robots SET status = 'offline' WHERE id = ?", ROBOT.value());
		this.database.queryForList("""
				SELECT append_robot_events(
				  ARRAY['robot'], ARRAY[?], ARRAY['offline'], ARRAY[?::timestamptz], ARRAY['{}'])""", ROBOT.value(),
				now.minusSeconds(585).toString());
		this.store.write(List.of(beat(2, now.minusSeconds(590), now, true), beat(3, now.minusSeconds(10), now, true),
				beat(4, now, now, false)), commits::incrementAndGet);
		assertThat(commits).hasValue(2);
		assertThat(this.database.queryForList(
				"SELECT concat_ws(' ', kind, details ->> 'from', details ->> 'to') FROM robot_events WHERE subject = ? ORDER BY id",
				String.class, ROBOT.value()))
			.containsExactly("registered", "offline", "online",
					"history_corrected " + now.minusSeconds(585) + " " + now.minusSeconds(575),
					"history_corrected " + now.minusSeconds(10) + " " + now);
	}

	private static ReceivedBeat beat(long seq, Instant sentAt, Instant receivedAt, boolean buffered) {
		return new ReceivedBeat(ROBOT,
				new Heartbeat("b", seq, sentAt, null, null, null, null, null, null, buffered, null, null, null, null),
				receivedAt);
	}

}
