package com.lekiwi.heartbeat.state.partition;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class PartitionIntegrationTests {

	@Autowired
	private JdbcTemplate database;

	@Test
	void daysAreMadeAheadAndOldOnesDropped() {
		LocalDate day = LocalDate.of(2020, 2, 27);
		assertThat(keep(day)).containsEntry("created", 4).containsEntry("dropped", 0);
		this.database.update("INSERT INTO robot_samples (robot_id, minute) VALUES ('x', '2020-02-27T23:59Z')");
		this.database.update("INSERT INTO robot_samples (robot_id, minute) VALUES ('x', '2020-02-29T00:00Z')");
		assertThat(rowsOf("x", "robot_samples_20200227")).isEqualTo(1);
		assertThat(rowsOf("x", "robot_samples_20200229")).isEqualTo(1);
		assertThat(keep(day)).containsEntry("created", 0).containsEntry("dropped", 0);
		assertThat(keep(day.plusDays(32))).containsEntry("created", 4).containsEntry("dropped", 2);
		assertThat(this.database.queryForList("SELECT minute::text FROM robot_samples WHERE robot_id = 'x'"))
			.hasSize(1);
	}

	@Test
	void aRowWithoutAPartitionIsKept() {
		this.database.update("INSERT INTO robot_samples (robot_id, minute) VALUES ('late', '2190-01-01Z')");
		assertThat(rowsOf("late", "robot_samples_default")).isEqualTo(1);
	}

	@Test
	void aBeatThatComesAsSoonAsTheServiceListensFindsItsDay() {
		try (Replica replica = Replica.start(SharedStores.freshDatabase(getClass()), 12)) {
			replica.http().beat("early", "{\"boot_id\":\"b\",\"seq\":1}");
			JdbcTemplate fresh = replica.bean(JdbcTemplate.class);
			assertThat(fresh.queryForList("SELECT id FROM robot_events_default")).isEmpty();
			assertThat(fresh.queryForList("SELECT id FROM robot_events WHERE subject = 'early'")).hasSize(1);
		}
	}

	private Map<String, Object> keep(LocalDate today) {
		return this.database.queryForMap("SELECT * FROM keep_daily_partitions('robot_samples', ?, 3, 30)", today);
	}

	private long rowsOf(String robot, String partition) {
		return this.database.queryForList("SELECT minute FROM " + partition + " WHERE robot_id = ?", robot).size();
	}

}
