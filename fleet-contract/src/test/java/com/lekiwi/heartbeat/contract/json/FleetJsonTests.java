package com.lekiwi.heartbeat.contract.json;

import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.MaintenanceTime;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.robot.TeleoperationStatus;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class FleetJsonTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.120Z");

	private final JsonMapper mapper = FleetJson.mapper();

	@Test
	void anUpdateIsReadBackAsItWasWritten() {
		Beat beat = new Beat("b-1", 7L, NOW, 5, ReportedStatus.OK, null, new Battery(81.5f, null), null, null);
		RobotChange robot = new RobotChange(new RobotId("kiwi-07"), 3, "kiwi-07", RobotType.LEKIWI, "lab-a", null,
				List.of("blue"), RobotStatus.OFFLINE, NOW, false, OfflineCause.SITE, true,
				new MaintenanceTime(NOW, NOW.plusSeconds(60), "ada", null), NOW, null, null,
				TeleoperationStatus.UNKNOWN);
		FleetUpdate update = new FleetUpdate(NOW, List.of(robot),
				List.of(new BeatChange(new RobotId("kiwi-07"), beat, null)));
		String json = this.mapper.writeValueAsString(update);
		assertThat(this.mapper.readValue(json, FleetUpdate.class)).isEqualTo(update);
		assertThat(json).contains("\"published_at\":\"2026-01-01T12:00:00.120Z\"", "\"boot_id\":\"b-1\"",
				"\"status\":\"offline\"", "\"offline_cause\":\"site\"", "\"flapping\":true",
				"\"until\":\"2026-01-01T12:01:00.120Z\"", "\"id\":\"kiwi-07\"", "\"percent\":81.5");
		assertThat(json).doesNotContain("voltage", "reason", "retired_at", "null");
	}

	@Test
	void aHeartbeatOfEitherFormIsReadBackAsItWasWritten() {
		Heartbeat numbered = new Heartbeat("b-1", 7, NOW, null, null, null, null, null, 5, null, null, null, null,
				null);
		Heartbeat keyed = new Heartbeat(null, null, "k", NOW, null, null, null, null, null, 5, null, null, null, null,
				null);
		assertThat(this.mapper.writeValueAsString(numbered))
			.isEqualTo("{\"boot_id\":\"b-1\",\"seq\":7,\"sent_at\":\"2026-01-01T12:00:00.120Z\",\"interval_s\":5}");
		assertThat(this.mapper.writeValueAsString(keyed))
			.isEqualTo("{\"key\":\"k\",\"sent_at\":\"2026-01-01T12:00:00.120Z\",\"interval_s\":5}");
		assertThat(this.mapper.readValue(this.mapper.writeValueAsString(numbered), Heartbeat.class))
			.isEqualTo(numbered);
		assertThat(this.mapper.readValue(this.mapper.writeValueAsString(keyed), Heartbeat.class)).isEqualTo(keyed);
	}

	@Test
	void unknownFieldsAreIgnored() {
		assertThat(this.mapper.readValue("{\"percent\": 5, \"chemistry\": \"LiFePO4\"}", Battery.class))
			.isEqualTo(new Battery(5f, null));
	}

}
