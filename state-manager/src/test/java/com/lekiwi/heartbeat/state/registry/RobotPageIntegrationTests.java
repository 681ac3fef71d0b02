package com.lekiwi.heartbeat.state.registry;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.RobotPage;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class RobotPageIntegrationTests {

	@LocalServerPort
	private int port;

	@Test
	void pagesFollowEachOtherAndLeaveNobodyOut() {
		try (Http http = new Http(this.port)) {
			List<String> sent = new ArrayList<>();
			for (int i = 0; i < 25; i++) {
				sent.add("page-%s-%02d".formatted((i % 2 == 0) ? "Z" : "a", i));
				http.beat(sent.getLast(), "{\"boot_id\":\"b\",\"seq\":1}");
			}
			List<String> read = new ArrayList<>();
			String cursor = null;
			int pages = 0;
			do {
				String path = "/api/v2/robots?limit=10" + ((cursor != null) ? "&cursor=" + cursor : "");
				RobotPage page = FleetJson.mapper().readValue(http.get(path).body(), RobotPage.class);
				page.robots().forEach(robot -> read.add(robot.id().value()));
				assertThat(page.asOf()).isNotNull();
				cursor = page.nextCursor();
				pages++;
			}
			while (cursor != null);
			assertThat(pages).isGreaterThanOrEqualTo(3);
			assertThat(read).isSorted().doesNotHaveDuplicates().containsAll(sent);
		}
	}

}
