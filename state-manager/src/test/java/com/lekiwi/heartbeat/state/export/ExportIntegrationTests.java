package com.lekiwi.heartbeat.state.export;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.LargeFleetTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@LargeFleetTest
class ExportIntegrationTests {

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
	void aFileHasTheRobotsOfTheFilterInTheOrderOfTheirIds() {
		beat("file-2", "\"site\":\"file\",\"name\":\"b, \\\"c\\\"\",\"battery\":{\"percent\":81.5}");
		beat("file-1", "\"site\":\"file\",\"sent_at\":\"2999-01-01T00:00:00Z\"");
		beat("file-3", "\"site\":\"file\",\"status\":\"error\"");
		HttpResponse<String> csv = this.http.get("/api/v2/robots/export?format=csv&site=file&status=online");
		assertThat(csv.statusCode()).isEqualTo(200);
		assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;header=present;charset=UTF-8");
		assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
			.matches("attachment; filename=\"robots-\\d{8}T\\d{6}Z\\.csv\"");
		String[] lines = csv.body().split("\r\n", -1);
		assertThat(lines).hasSize(4);
		assertThat(lines[0]).startsWith("id,name,type,site,");
		assertThat(lines[1]).startsWith("file-1,file-1,unknown,file,").contains(",-");
		assertThat(lines[2]).startsWith("file-2,\"b, \"\"c\"\"\",unknown,file,").contains(",81.5,");
		HttpResponse<String> ndjson = this.http.get("/api/v2/robots/export?format=ndjson&site=file");
		assertThat(ndjson.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
		assertThat(Arrays.stream(ndjson.body().split("\n"))
			.map(line -> FleetJson.mapper().readValue(line, Robot.class).id().value()))
			.containsExactly("file-1", "file-2", "file-3");
	}

	@Test
	void noTextBecomesAFormula() {
		beat("formula-1", "\"site\":\"=f\",\"name\":\"=HYPERLINK(\\\"http://x\\\")\"");
		for (String name : List.of("+1", "-1", "@SUM(A1)", "\\t=1", "\\r=1", "\uff1d1")) {
			beat("formula-2", name.hashCode() & 0xFFFF, "\"site\":\"formula\",\"name\":\"" + name + "\"");
			assertThat(this.http.get("/api/v2/robots/export?site=formula&q=formula-2").body()).as(name)
				.containsAnyOf("formula-2,'", "formula-2,\"'");
			this.database.update("DELETE FROM robot_liveness WHERE robot_id = 'formula-2'");
		}
		assertThat(this.http.get("/api/v2/robots/export?q=formula-1").body())
			.contains("formula-1,\"'=HYPERLINK(\"\"http://x\"\")\",unknown,'=f,");
	}

	@Test
	void theFormIsTheOneThatIsAskedForOrAccepted() {
		assertThat(contentType("text/csv")).startsWith("text/csv");
		assertThat(contentType("*/*")).startsWith("text/csv");
		assertThat(contentType("application/x-ndjson, text/csv;q=0.5")).startsWith("application/x-ndjson");
		assertThat(accept("application/json").statusCode()).isEqualTo(406);
		assertThat(accept("nonsense").statusCode()).isEqualTo(406);
		HttpResponse<String> answer = this.http.get("/api/v2/robots/export?format=xml&sort=id&status=no");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("csv or ndjson", "\"sort\"", "'no' is none of");
		HttpResponse<String> head = this.http.send("HEAD", "/api/v2/robots/export", "text/csv", "");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("Content-Disposition")).isPresent();
	}

	@Test
	void aReaderThatPausesHoldsNeitherTheFleetInMemoryNorTheStore() throws Exception {
		ManyRobots.insert(this.database);
		this.http.get("/api/v2/robots/export?format=ndjson&site=bulk");
		long before = usedHeap();
		try (StalledReader reader = new StalledReader(this.port, "format=ndjson&site=bulk")) {
			assertThat(reader.status()).contains("200");
			assertThat(usedHeap() - before).isLessThan(8L << 20);
			Awaitility.await().until(() -> this.database.queryForObject("""
					SELECT count(*) FROM pg_stat_activity
					WHERE application_name = 'state-manager-fleet'
					  AND datname = current_database()
					  AND (state <> 'idle' OR backend_xmin IS NOT NULL)""", Integer.class) == 0);
			String rest = reader.rest();
			assertThat(rest).endsWith("\r\n0\r\n\r\n").hasSizeGreaterThan(5 << 20);
			String file = rest.replaceAll("\r\n[0-9a-f]+\r\n", "");
			assertThat(file.split("\"id\":\"bulk-", -1)).hasSize(ManyRobots.COUNT + 1);
		}
	}

	@Test
	void moreThanAFewAreToldToComeAgainAndReadersThatHangUpMakeRoom() throws Exception {
		ManyRobots.insert(this.database);
		List<StalledReader> readers = new ArrayList<>();
		try {
			for (int i = 0; i < LargeFleetTest.EXPORTS_AT_ONCE; i++) {
				readers.add(new StalledReader(this.port, "site=bulk"));
				assertThat(readers.getLast().status()).contains("200");
			}
			HttpResponse<String> refused = this.http.get("/api/v2/robots/export");
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After").orElseThrow()).matches("[1-4]");
			assertThat(refused.body()).contains("problem:unavailable");
			assertThat(this.http.get("/api/v2/robots?site=bulk").statusCode()).isEqualTo(200);
		}
		finally {
			for (StalledReader reader : readers) {
				reader.close();
			}
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.http.get("/api/v2/robots/export?site=none").statusCode() == 200);
	}

	private static long usedHeap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private String contentType(String accept) {
		return accept(accept).headers().firstValue("Content-Type").orElseThrow();
	}

	private HttpResponse<String> accept(String accept) {
		return this.http.send("GET", "/api/v2/robots/export?site=none", "text/plain", "", "Accept", accept);
	}

	private void beat(String id, String fields) {
		beat(id, 1, fields);
	}

	private void beat(String id, int seq, String fields) {
		assertThat(this.http.beat(id, "{\"boot_id\":\"b\",\"seq\":%d,%s}".formatted(seq, fields)).statusCode())
			.isEqualTo(204);
	}

}
