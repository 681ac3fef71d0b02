package com.lekiwi.heartbeat.state.listing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotPage;
import com.lekiwi.heartbeat.state.Http;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads pages of robots. */
final class Listed {

	private Listed() {
	}

	static RobotPage page(Http http, String query) {
		String body = http.get("/api/v2/robots?" + query).body();
		assertThat(body).startsWith("{\"as_of\"");
		return FleetJson.mapper().readValue(body, RobotPage.class);
	}

	static List<String> ids(Http http, String query) {
		return page(http, query).robots().stream().map(robot -> robot.id().value()).toList();
	}

	/** All pages; what happens between two of them is given. */
	static List<Robot> all(Http http, String query, Consumer<RobotPage> between) {
		List<Robot> robots = new ArrayList<>();
		RobotPage page = page(http, query);
		robots.addAll(page.robots());
		while (page.nextCursor() != null) {
			between.accept(page);
			page = page(http, query + "&cursor=" + page.nextCursor());
			robots.addAll(page.robots());
		}
		return robots;
	}

	static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
