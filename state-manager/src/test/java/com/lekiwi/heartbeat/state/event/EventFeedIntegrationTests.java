package com.lekiwi.heartbeat.state.event;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class EventFeedIntegrationTests {

	@LocalServerPort
	private int port;

	private Http http;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void whoFollowsTheLogSeesEachEventOnceAndInOrder() {
		String start = page("since=latest").nextCursor();
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 25; i++) {
			beat("feed-" + i, 1, "\"name\":\"n" + i + "\"");
			expected.add("feed-" + i);
		}
		List<FleetEvent> seen = new ArrayList<>();
		String cursor = start;
		EventPage page;
		do {
			page = page("limit=10&since=" + cursor);
			seen.addAll(page.events());
			cursor = page.nextCursor();
		}
		while (page.events().size() == 10);
		assertThat(seen).extracting(FleetEvent::id).isSorted().doesNotHaveDuplicates();
		// Robots of other tests fall silent meanwhile.
		List<FleetEvent> ours = seen.stream().filter(event -> event.subject().startsWith("feed-")).toList();
		assertThat(ours).extracting(FleetEvent::subject).containsExactlyElementsOf(expected);
		assertThat(ours.get(3).details()).containsEntry("name", "n3").containsEntry("type", "unknown");
		assertThat(page("since=" + cursor).events()).isEmpty();
		assertThat(page("since=" + cursor).nextCursor()).isEqualTo(cursor);
	}

	@Test
	void aFilterThatFindsNothingStillMovesTheCursor() {
		String start = page("since=latest").nextCursor();
		beat("filtered", 1, "\"x\":1");
		beat("filtered", 2, "\"status\":\"error\"");
		beat("other", 1, "\"x\":1");
		assertThat(page("since=" + start + "&kind=failed,registered&subject=filtered&subject_kind=robot").events())
			.extracting(FleetEvent::kind)
			.containsExactly("registered", "failed");
		EventPage nothing = page("since=" + start + "&kind=identity_conflict");
		assertThat(nothing.events()).isEmpty();
		assertThat(nothing.nextCursor()).isEqualTo(page("since=latest").nextCursor()).isNotEqualTo(start);
		assertThat(page("since=" + start + "&subject_kind=site").events()).isEmpty();
	}

	@Test
	void withoutACursorTheLogBeginsWithItsOldestEvent() {
		beat("oldest", 1, "\"x\":1");
		List<FleetEvent> events = page("limit=1").events();
		assertThat(events).hasSize(1);
		assertThat(page("limit=1&since=" + (events.getFirst().id() - 1)).events()).isEqualTo(events);
	}

	@Test
	void aRobotsHistoryIsReadNewestFirstAndPageByPage() {
		beat("past", 1, "\"x\":1");
		beat("past", 2, "\"status\":\"error\"");
		beat("past", 3, "\"status\":\"ok\"");
		beat("past", 4, "\"name\":\"New\"");
		beat("pasture", 1, "\"x\":1");
		EventPage first = history("past", "limit=3");
		assertThat(first.events()).extracting(FleetEvent::kind).containsExactly("changed", "recovered", "failed");
		EventPage second = history("past", "limit=3&cursor=" + first.nextCursor());
		assertThat(second.events()).extracting(FleetEvent::kind).containsExactly("registered");
		assertThat(second.nextCursor()).isNull();
		EventPage oldest = history("past", "order=oldest&limit=2");
		assertThat(oldest.events()).extracting(FleetEvent::kind).containsExactly("registered", "failed");
		assertThat(history("past", "order=oldest&limit=2&cursor=" + oldest.nextCursor()).events())
			.extracting(FleetEvent::kind)
			.containsExactly("recovered", "changed");
		String from = oldest.events().getLast().occurredAt().toString();
		String to = first.events().getFirst().occurredAt().toString();
		assertThat(history("past", "from=" + from + "&to=" + to).events()).extracting(FleetEvent::kind)
			.containsExactly("recovered", "failed");
		assertThat(history("past", "kind=changed").events().getFirst().details()).containsEntry("name", "New")
			.extractingByKey("previous")
			.asString()
			.contains("name=past");
	}

	@Test
	void aRobotThatNobodyKnowsHasNoHistory() {
		HttpResponse<String> answer = this.http.get("/api/v2/robots/nobody/events");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains("problem:unknown-robot");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/v2/events?limit=0&since=x&kinds=offline&kind=ofline&subject=    | kinds limit since kind subject
			/api/v2/events?limit=1001&subject_kind=moon&since=-1                 | limit since subject_kind
			/api/v2/events?limit=1&limit=2&since=99999999999999999999            | limit since
			/api/v2/events?subject=%00&kind=offline,                             | kind subject
			/api/v2/events?since=999999999999999999                              | since
			/api/v2/robots/past/events?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z&order=up | order from
			/api/v2/robots/past/events?from=yesterday&to=%2B1000000-01-01T00:00:00Z&cursor=&page=2 | page cursor from to
			/api/v2/robots/-/events?limit=x                                      | id limit
			""")
	void everythingThatIsWrongIsNamed(String path, String fields) {
		HttpResponse<String> answer = this.http.get(path);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		JsonNode problem = FleetJson.mapper().readTree(answer.body());
		assertThat(problem.at("/type").asString()).endsWith("problem:invalid-request");
		assertThat(problem.at("/faults").values().stream().map(fault -> fault.at("/field").asString()).toList())
			.containsExactly(fields.split(" "));
	}

	private EventPage page(String query) {
		return read("/api/v2/events?" + query);
	}

	private EventPage history(String robot, String query) {
		return read("/api/v2/robots/" + robot + "/events?" + query);
	}

	private EventPage read(String path) {
		HttpResponse<String> answer = this.http.get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return FleetJson.mapper().readValue(answer.body(), EventPage.class);
	}

	private void beat(String robot, long seq, String field) {
		assertThat(this.http.beat(robot, "{\"boot_id\":\"b\",\"seq\":%d,%s}".formatted(seq, field)).statusCode())
			.isEqualTo(204);
	}

}
