package com.lekiwi.heartbeat.acceptance.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.acceptance.fixture.EventFeed;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.Probe;
import com.lekiwi.heartbeat.acceptance.fixture.TwoMonitors;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** Two websocket-monitors behind nginx are one to whoever watches. */
@ExtendWith(WholeStack.class)
@Timeout(240)
class MonitorReplicasIntegrationTests {

	private static final int ROBOTS = 12;

	private static final int FEEDS = 8;

	/** Events after which a replica is killed, of those that are under way. */
	private static final int SOME = 2;

	@Test
	void eitherMayBeKilledAndNoWatcherLosesAnEventOrGetsOneTwice(LocalStack stack) throws Exception {
		List<EventFeed> feeds = new ArrayList<>();
		try (TwoMonitors monitors = new TwoMonitors(stack);
				Probe log = Probe.of("reader", stack.process("state-manager"));
				LivelyFleet fleet = LivelyFleet.patient(stack.edge(""), 681, ROBOTS)) {
			fleet.awaitAcknowledged(ROBOTS);
			IntStream.range(0, FEEDS).forEach(number -> feeds.add(new EventFeed(stack)));
			patiently().until(() -> feeds.stream().noneMatch(feed -> feed.cursor().isEmpty()));
			patiently()
				.until(() -> TwoMonitors.sessions(monitors.one()) > 0 && TwoMonitors.sessions(monitors.other()) > 0);
			long begin = feeds.stream().mapToLong(feed -> Long.parseLong(feed.cursor())).max().orElseThrow();
			List<RobotId> blinking = fleet.ids().subList(0, ROBOTS / 2);

			blinking.forEach(fleet.fleet()::silence);
			killWhileEventsHappen(monitors.one(), log, begin, blinking.size());
			patiently().until(() -> TwoMonitors.sessions(monitors.other()) >= FEEDS);
			blinking.forEach(fleet.fleet()::wake);
			patiently().until(() -> logged(log, begin).size() >= 2 * blinking.size());

			monitors.one().start();
			int before = logged(log, begin).size();
			blinking.forEach(fleet.fleet()::silence);
			killWhileEventsHappen(monitors.other(), log, begin, before + blinking.size());
			patiently().until(() -> TwoMonitors.sessions(monitors.one()) >= FEEDS);
			assertThat(feeds).allMatch(feed -> feed.connections() >= 2);

			patiently().untilAsserted(() -> {
				List<Long> all = logged(log, begin);
				for (EventFeed feed : feeds) {
					assertThat(feed.events().stream().filter(id -> id > begin).toList()).isEqualTo(all);
					assertThat(feed.gaps()).doesNotContain("events_left_out");
				}
			});
		}
		finally {
			feeds.forEach(EventFeed::close);
		}
	}

	/** Kills a replica in the middle of it. */
	private static void killWhileEventsHappen(StackProcess replica, Probe log, long begin, int events) {
		int before = logged(log, begin).size();
		patiently().until(() -> logged(log, begin).size() >= Math.min(events, before + SOME));
		replica.kill9();
		patiently().until(() -> logged(log, begin).size() >= events);
	}

	private static List<Long> logged(Probe log, long begin) {
		JsonNode page = log.get("/api/v2/events?limit=1000&since=" + begin);
		return page.path("events").valueStream().map(event -> event.path("id").longValue()).toList();
	}

}
