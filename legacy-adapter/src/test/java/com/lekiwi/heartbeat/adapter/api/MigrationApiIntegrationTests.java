package com.lekiwi.heartbeat.adapter.api;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.lekiwi.heartbeat.adapter.fixture.FakeStateManager;
import com.lekiwi.heartbeat.adapter.fixture.Legacies;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import com.lekiwi.heartbeat.legacy.trouble.Trouble;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

@MigrationTest
class MigrationApiIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private FakeStateManager newSide;

	@Autowired
	private Legacy legacy;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private Api api;

	@BeforeEach
	void open() {
		this.api = new Api(this.port);
		this.database.execute("TRUNCATE robots, robot_liveness, sync_runs, legacy_forwards CASCADE");
		this.newSide.reset();
	}

	@AfterEach
	void close() {
		this.api.close();
		this.legacy.make(Trouble.NONE);
	}

	@Test
	void everyPathIsInTheDocumentAndNothingElse() {
		Set<String> mapped = new TreeSet<>();
		this.mappings.getHandlerMethods()
			.keySet()
			.forEach(mapping -> mapping.getPatternValues()
				.stream()
				.filter(path -> path.startsWith("/api/v2/migration/"))
				.forEach(path -> mapping.getMethodsCondition()
					.getMethods()
					.forEach(method -> mapped.add(method + " " + path))));
		assertThat(Api.DOCUMENT.operations()).isEqualTo(mapped);
	}

	@Test
	void aRunThatIsAskedForIsMadeAndTold() {
		Legacies.beatOf(this.legacy, "asked-for");
		HttpResponse<String> asked = this.api.post("sync");
		JsonNode run = this.api.json(asked, 202);
		assertThat(run.get("kind").stringValue()).isEqualTo("manual");
		assertThat(run.get("state").stringValue()).isEqualTo("requested");
		String path = "sync/runs/" + run.get("id").longValue();
		assertThat(asked.headers().firstValue("Location")).hasValue("/api/v2/migration/" + path);
		Awaitility.await()
			.until(() -> this.api.json(this.api.get(path), 200).get("state").stringValue().equals("succeeded"));
		assertThat(this.newSide.sightings("asked-for")).hasSize(1);
		assertThat(this.api.json(this.api.get(path), 200).get("written").intValue()).isPositive();
	}

	@Test
	void whileOneRunsAnotherIsRefused() {
		this.database.update("""
				INSERT INTO sync_runs (kind, state, requested_at, started_at, holder, lease_until)
				VALUES
				  ('continuous', 'running', now(), now(), 'another', now() + interval '1 hour'),
				  ('reconcile', 'running', now(), now(), 'another', now() + interval '1 hour')""");
		JsonNode sync = this.api.json(this.api.post("sync"), 409);
		assertThat(sync.get("type").stringValue()).isEqualTo("urn:lekiwi-heartbeat:problem:already-running");
		this.api.json(this.api.post("reconcile"), 409);
	}

	@Test
	void runsAreListedByPagesTheNewestFirst() {
		this.database.update("""
				INSERT INTO sync_runs (kind, state, requested_at, started_at, ended_at)
				SELECT 'continuous', 'succeeded', now(), now(), now() FROM generate_series(1, 5)""");
		List<Long> ids = new ArrayList<>();
		String cursor = "";
		int pages = 0;
		do {
			JsonNode page = this.api.json(this.api.get("sync/runs?limit=2" + cursor), 200);
			page.get("runs").forEach(run -> ids.add(run.get("id").longValue()));
			cursor = page.has("next_cursor") ? "&cursor=" + page.get("next_cursor").stringValue() : "";
			pages++;
		}
		while (!cursor.isEmpty());
		assertThat(pages).isEqualTo(3);
		assertThat(ids).hasSize(5).isSortedAccordingTo((one, other) -> Long.compare(other, one));
	}

	@Test
	void whatMakesNoSenseIsNamed() {
		assertThat(this.api.json(this.api.get("sync/runs?limit=0"), 400).at("/faults/0/field").stringValue())
			.isEqualTo("limit");
		assertThat(this.api.json(this.api.get("sync/runs?cursor=x"), 400).at("/faults/0/field").stringValue())
			.isEqualTo("cursor");
		this.api.json(this.api.get("sync/runs/x"), 400);
		this.api.json(this.api.get("sync/runs/999999"), 404);
		this.api.json(this.api.post("reconcile?dry_run=perhaps"), 400);
		this.api.json(this.api.post("reconcile?limit=1001&cursor=%20"), 400);
		this.api.json(this.api.ask("POST", "reconcile", "{"), 400);
		this.api.json(this.api.ask("POST", "reconcile?dry_run=true", "{\"dry_run\":false}"), 400);
		assertThat(this.newSide.requests()).isZero();
	}

	@Test
	void itIsToldHowTheEdgesLogIsReceived() {
		JsonNode told = this.api.json(this.api.get("edge-log"), 200);
		assertThat(told.path("systems").propertyNames()).containsExactlyInAnyOrder("legacy", "new");
	}

	@Test
	void aComparisonNeedsTheLegacy() {
		this.legacy.make(new Trouble(Duration.ZERO, 500));
		HttpResponse<String> answer = this.api.post("reconcile");
		assertThat(this.api.json(answer, 503).get("detail").stringValue()).contains("500");
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		JsonNode run = this.api.json(this.api.get("sync/runs?limit=1"), 200).at("/runs/0");
		assertThat(run.get("kind").stringValue()).isEqualTo("reconcile");
		assertThat(run.get("state").stringValue()).isEqualTo("failed");
	}

	@Test
	void beforeTheDatabaseIsUpToDateAndWhileItIsAwayTheAnswerIsToComeAgain() {
		this.database.execute("ALTER TABLE sync_runs RENAME TO sync_runs_later");
		try {
			assertUnavailable();
		}
		finally {
			this.database.execute("ALTER TABLE sync_runs_later RENAME TO sync_runs");
		}
		PostgresStore postgres = SharedStores.postgres();
		postgres.kill();
		try {
			assertUnavailable();
		}
		finally {
			postgres.start();
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.api.get("sync/runs").statusCode() == 200);
		this.api.json(this.api.post("sync"), 202);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.api.json(this.api.get("sync/runs?limit=1"), 200)
				.at("/runs/0/state")
				.stringValue()
				.equals("succeeded"));
	}

	private void assertUnavailable() {
		for (HttpResponse<String> answer : List.of(this.api.post("sync"), this.api.get("sync/runs"),
				this.api.get("sync/runs/1"), this.api.post("reconcile"))) {
			assertThat(this.api.json(answer, 503).get("type").stringValue()).endsWith("unavailable");
			assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[1-4]");
		}
	}

}
