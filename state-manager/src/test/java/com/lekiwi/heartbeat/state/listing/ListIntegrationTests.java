package com.lekiwi.heartbeat.state.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.TeleoperationStatus;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.LargeFleetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@LargeFleetTest
class ListIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void disconnect() {
		this.http.close();
	}

	@Test
	void pagesFollowEachOtherAndLeaveNobodyOut() {
		List<String> sent = new ArrayList<>();
		for (int i = 0; i < 25; i++) {
			sent.add("page-%s-%02d".formatted((i % 2 == 0) ? "Z" : "a", i));
			beat(sent.getLast(), "pages", "lekiwi", "ok", null);
		}
		List<Robot> read = Listed.all(this.http, "site=pages&limit=10", page -> assertThat(page.robots()).hasSize(10));
		assertThat(read).extracting(robot -> robot.id().value())
			.isSorted()
			.doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(sent);
	}

	@Test
	void robotsThatComeBetweenTwoPagesMoveNobody() {
		for (int i = 0; i < 30; i++) {
			beat("stable-%02d".formatted(i), "stable", "lekiwi", "ok", "Name " + (i * 7) % 30);
		}
		AtomicInteger more = new AtomicInteger();
		for (String sort : List.of("id", "-id", "name", "-name", "registered_at", "-registered_at", "-status_since")) {
			List<Robot> read = Listed.all(this.http, "site=stable&limit=7&sort=" + sort, page -> {
				int number = more.incrementAndGet();
				beat("stable-%02d-%d".formatted(number % 30, number), "stable", "xle", "ok",
						"name " + number % 30 + "b");
			});
			assertThat(read).as(sort).extracting(robot -> robot.id().value()).doesNotHaveDuplicates();
			assertThat(read.stream().map(robot -> robot.id().value()).filter(id -> id.length() == 9)).as(sort)
				.hasSize(30);
		}
	}

	@Test
	void everyOrderIsThatOfItsKeyAndThenOfTheIdBothWays() {
		for (String name : List.of("beta", "Alpha", "alpha", "\u00dcber", "gamma", "Beta")) {
			beat("order-" + Math.floorMod(name.hashCode(), 1_000), "orders", "lekiwi", "ok", name);
		}
		assertOrder("name", Comparator.comparing((Robot robot) -> robot.name().toLowerCase(java.util.Locale.ROOT)));
		assertOrder("status_since", Comparator.comparing(Robot::statusSince));
		assertOrder("registered_at", Comparator.comparing(Robot::registeredAt));
		assertOrder("id", Comparator.comparing(robot -> robot.id().value()));
	}

	private void assertOrder(String sort, Comparator<Robot> order) {
		Comparator<Robot> whole = order.thenComparing(robot -> robot.id().value());
		assertThat(Listed.all(this.http, "site=orders&limit=2&sort=" + sort, page -> {
		})).hasSize(6).isSortedAccordingTo(whole);
		assertThat(Listed.all(this.http, "site=orders&limit=2&sort=-" + sort, page -> {
		})).hasSize(6).isSortedAccordingTo(whole.reversed());
	}

	@Test
	void aFilterTakesAnyOfItsValuesAndAllFiltersMustPass() {
		beat("filter-1", "fa", "lekiwi", "ok", null);
		beat("filter-2", "fa", "xle", "error", null);
		beat("filter-3", "fb", "lekiwi", "error", null);
		beat("filter-4", "fc", "xle", "ok", null);
		this.database.update("UPDATE robots SET teleoperation_status = 'unclaimed' WHERE id = 'filter-4'");
		assertThat(Listed.ids(this.http, "site=fa,fb,fc")).hasSize(4);
		assertThat(Listed.ids(this.http, "site=fa&site=fb")).containsExactly("filter-1", "filter-2", "filter-3");
		assertThat(Listed.ids(this.http, "site=fa,fb&status=failed")).containsExactly("filter-2", "filter-3");
		assertThat(Listed.ids(this.http, "site=fa,fb,fc&status=failed,online&type=xle")).containsExactly("filter-2",
				"filter-4");
		assertThat(Listed.ids(this.http, "site=fa,fb,fc&status=offline")).isEmpty();
		assertThat(Listed.ids(this.http, "teleoperation=unclaimed,operated")).containsExactly("filter-4");
		assertThat(Listed.page(this.http, "site=fc").robots().getFirst().teleoperationStatus())
			.isEqualTo(TeleoperationStatus.UNCLAIMED);
		assertThat(Listed.page(this.http, "site=fa,fb&limit=1&count=true").total()).isEqualTo(3);
		assertThat(Listed.page(this.http, "site=fa,fb&limit=1").total()).isNull();
	}

	@Test
	void aRobotThatIsRetiredIsOnNoPage() {
		beat("gone-1", "gone", "lekiwi", "ok", null);
		beat("gone-2", "gone", "lekiwi", "ok", null);
		this.http.send("DELETE", "/api/v2/robots/gone-1", "application/json", "");
		assertThat(Listed.ids(this.http, "site=gone")).containsExactly("gone-2");
		assertThat(Listed.ids(this.http, "q=gone")).containsExactly("gone-2");
	}

	@Test
	void aSearchFindsPartsOfIdsNamesAndTagsWhateverTheirCase() {
		beat("search-1", "s", "lekiwi", "ok", "Gr\u00fcner Kiwi 100%");
		beat("search-2", "s", "lekiwi", "ok", "a_b");
		beat("search-3", "s", "lekiwi", "ok", "axb");
		this.http.send("PATCH", "/api/v2/robots/search-3", "application/json", "{\"tags\":[\"Night-Shift\",\"lift\"]}");
		assertThat(Listed.ids(this.http, "q=SEARCH-")).containsExactly("search-1", "search-2", "search-3");
		assertThat(Listed.ids(this.http, "q=" + Listed.encoded("kiwi GR\u00dcN"))).containsExactly("search-1");
		assertThat(Listed.ids(this.http, "q=" + Listed.encoded("kiwi lift"))).isEmpty();
		assertThat(Listed.ids(this.http, "q=" + Listed.encoded("0%"))).containsExactly("search-1");
		assertThat(Listed.ids(this.http, "q=a_b")).containsExactly("search-2");
		assertThat(Listed.ids(this.http, "q=ght-sh&site=s")).containsExactly("search-3");
		assertThat(Listed.ids(this.http, "q=" + Listed.encoded("\\"))).isEmpty();
		assertThat(Listed.ids(this.http, "tag=Night-Shift,none")).containsExactly("search-3");
		assertThat(Listed.ids(this.http, "tag=night-shift")).isEmpty();
		assertThat(Listed.page(this.http, "q=search-&count=true&limit=1").total()).isEqualTo(3);
		beat("search-2", 2, "s", "lekiwi", "ok", "renamed");
		assertThat(Listed.ids(this.http, "q=a_b")).isEmpty();
		assertThat(Listed.ids(this.http, "q=renamed")).containsExactly("search-2");
	}

	/** More than are found one by one: then robots are looked at in the page's order. */
	@Test
	void aSearchThatFindsManyPagesThroughAllOfThem() {
		StringBuilder batch = new StringBuilder("[");
		for (int i = 0; i < 1_000; i++) {
			batch.append((i > 0) ? "," : "")
				.append("{\"robot_id\":\"many-a-%d\",\"boot_id\":\"b\",\"seq\":1,\"site\":\"m\"}".formatted(i));
		}
		this.http.post("/api/v2/heartbeats", batch.append(']').toString());
		this.http.post("/api/v2/heartbeats", batch.toString().replace("many-a-", "many-b-"));
		assertThat(Listed.all(this.http, "q=many&limit=900&sort=-name", page -> {
		})).extracting(robot -> robot.id().value())
			.hasSize(2_000)
			.doesNotHaveDuplicates()
			.isSortedAccordingTo(Comparator.reverseOrder());
	}

	private void beat(String id, String site, String type, String status, String name) {
		beat(id, 1, site, type, status, name);
	}

	private void beat(String id, int seq, String site, String type, String status, String name) {
		assertThat(this.http
			.beat(id,
					"{\"boot_id\":\"b\",\"seq\":%d,\"site\":\"%s\",\"type\":\"%s\",\"status\":\"%s\"%s}".formatted(seq,
							site, type, status, (name != null) ? ",\"name\":\"" + name + "\"" : ""))
			.statusCode()).isEqualTo(204);
	}

}
