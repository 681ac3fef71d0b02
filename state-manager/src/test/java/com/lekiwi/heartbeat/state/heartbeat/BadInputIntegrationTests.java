package com.lekiwi.heartbeat.state.heartbeat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@StateManagerTest
class BadInputIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private JsonMapper json;

	private Http http;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	static Stream<Arguments> wrongValues() {
		return Stream.of(arguments("{\"boot_id\":\"b\"}", "/seq"), arguments("{\"seq\":1}", "/boot_id"),
				arguments("{\"boot_id\":null,\"seq\":1}", "/boot_id"),
				arguments("{\"boot_id\":7,\"seq\":1}", "/boot_id"),
				arguments("{\"boot_id\":\"\",\"seq\":1}", "/boot_id"),
				arguments("{\"boot_id\":\"a b\",\"seq\":1}", "/boot_id"),
				arguments("{\"boot_id\":\"%s\",\"seq\":1}".formatted("b".repeat(65)), "/boot_id"),
				arguments("{\"boot_id\":\"b\",\"seq\":-1}", "/seq"),
				arguments("{\"boot_id\":\"b\",\"seq\":1.5}", "/seq"),
				arguments("{\"boot_id\":\"b\",\"seq\":\"1\"}", "/seq"),
				arguments("{\"boot_id\":\"b\",\"seq\":9007199254740993}", "/seq"),
				arguments("{\"boot_id\":\"b\",\"seq\":99999999999999999999999999}", "/seq"),
				arguments("{\"key\":\"a b\"}", "/key"), arguments("{\"key\":\"a\\u0000b\"}", "/key"),
				arguments("{\"key\":\"%s\"}".formatted("k".repeat(65)), "/key"), arguments("{\"key\":\"\"}", "/key"),
				arguments("{\"key\":7}", "/key"), arguments("{\"key\":[\"k\"]}", "/key"),
				arguments("{\"key\":\"k\",\"boot_id\":\"b\",\"seq\":1}", "/key"),
				arguments("{\"key\":\"k\",\"seq\":1}", "/key"), arguments("{\"key\":\"k\",\"boot_id\":\"b\"}", "/key"),
				arguments(with("\"status\":\"great\""), "/status"), arguments(with("\"type\":\"dog\""), "/type"),
				arguments(with("\"interval_s\":0"), "/interval_s"),
				arguments(with("\"interval_s\":301"), "/interval_s"),
				arguments(with("\"buffered\":\"yes\""), "/buffered"),
				arguments(with("\"sent_at\":\"yesterday\""), "/sent_at"),
				arguments(with("\"sent_at\":\"2026-01-01T12:00:00\""), "/sent_at"),
				arguments(with("\"sent_at\":\"+999999999-12-31T23:59:59Z\""), "/sent_at"),
				arguments(with("\"sent_at\":\"1969-12-31T23:59:59.999Z\""), "/sent_at"),
				arguments(with("\"name\":\"a\\u0000b\""), "/name"), arguments(with("\"name\":\"\\ud800\""), "/name"),
				arguments(with("\"name\":\"%s\"".formatted("x".repeat(129))), "/name"),
				arguments(with("\"battery\":7"), "/battery"),
				arguments(with("\"battery\":{\"percent\":100.1}"), "/battery/percent"),
				arguments(with("\"battery\":{\"percent\":1e400}"), "/battery/percent"),
				arguments(with("\"battery\":{\"voltage\":-1}"), "/battery/voltage"),
				arguments(with("\"resources\":{\"cpu\":true}"), "/resources/cpu"),
				arguments(with("\"resources\":{\"temperature_c\":[1]}"), "/resources/temperature_c"),
				arguments(with("\"versions\":{\"agent\":{\"a\":1}}"), "/versions/agent"),
				arguments(with("\"teleoperation\":{\"source\":\"ghost\"}"), "/teleoperation/source"),
				arguments(with("\"teleoperation\":{\"operator_id\":\"../x\"}"), "/teleoperation/operator_id"),
				arguments(with("\"teleoperation\":{\"last_command_age_ms\":-5}"),
						"/teleoperation/last_command_age_ms"));
	}

	@ParameterizedTest
	@MethodSource("wrongValues")
	void aWrongValueIsNamed(String body, String field) {
		HttpResponse<String> answer = this.http.beat("kiwi-bad", body);
		assertProblem(answer, 400, "invalid-request");
		assertThat(faults(answer)).containsExactly(field);
		assertThat(this.http.get("/api/v2/robots/kiwi-bad").statusCode()).isEqualTo(404);
	}

	@Test
	void aBeatWithoutANumberAndWithoutAKeyIsToldOfBoth() {
		HttpResponse<String> answer = this.http.beat("kiwi-bad", "{\"key\":null}");
		assertThat(faults(answer)).containsExactly("/boot_id", "/seq");
		assertThat(answer.body()).contains("unless a key takes the place of boot_id and seq");
		HttpResponse<String> batch = this.http.post("/api/v2/heartbeats",
				"[{\"robot_id\":\"kiwi-bad\",\"key\":\"k\",\"seq\":2},{\"robot_id\":\"kiwi-bad\"}]");
		assertThat(batch.body()).contains("\"field\":\"/0/key\"", "\"field\":\"/1/boot_id\"", "\"field\":\"/1/seq\"");
		assertThat(this.http.get("/api/v2/robots/kiwi-bad").statusCode()).isEqualTo(404);
	}

	@Test
	void aKeyOfSixtyFourCharactersIsTaken() {
		assertThat(this.http.beat("kiwi-key", "{\"key\":\"%s\"}".formatted("-._Z".repeat(16))).statusCode())
			.isEqualTo(204);
	}

	@Test
	void everyFaultIsNamedAtOnce() {
		HttpResponse<String> answer = this.http.beat("-kiwi", """
				{"boot_id":"","seq":true,"battery":{"percent":-1,"voltage":"x"},"resources":[],"status":1}""");
		assertProblem(answer, 400, "invalid-request");
		assertThat(faults(answer)).containsExactly("id", "/boot_id", "/seq", "/battery/percent", "/battery/voltage",
				"/resources", "/status");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "nonsense", "{\"boot_id\":\"b\",\"seq\":NaN}", "{\"boot_id\":\"b\",\"seq\":1}}",
			"{\"boot_id\":\"b\",\"seq\":1} {}", "[]", "7", "null", "{\"boot_id\":\"b\",\"seq\":01}", "{'seq':1}" })
	void whatIsNoBeatIsRefused(String body) {
		HttpResponse<String> answer = this.http.beat("kiwi-bad", body);
		assertProblem(answer, 400, "invalid-request");
	}

	@Test
	void deepNestingIsRefused() {
		String deep = with("\"x\":" + "[".repeat(5_000) + "]".repeat(5_000));
		assertProblem(this.http.beat("kiwi-bad", deep), 400, "invalid-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-a", "a%20b", "a%2Fb", "a%00b", "a;b" })
	void aBadIdIsRefused(String id) {
		HttpResponse<String> answer = this.http.beat(id, "{\"boot_id\":\"b\",\"seq\":1}");
		assertProblem(answer, 400, "invalid-request");
	}

	@Test
	void aLongIdIsRefused() {
		HttpResponse<String> answer = this.http.beat("a".repeat(65), "{\"boot_id\":\"b\",\"seq\":1}");
		assertThat(faults(answer)).containsExactly("id");
	}

	@Test
	void aBodyOfSixteenKibibytesIsTakenAndAByteMoreIsNot() {
		String rest = with("\"x\":\"\"");
		String largest = rest.replace("\"x\":\"\"", "\"x\":\"" + "y".repeat(16 * 1024 - rest.length()) + "\"");
		assertThat(this.http.beat("kiwi-large", largest).statusCode()).isEqualTo(204);
		assertProblem(this.http.beat("kiwi-large", largest + " "), 413, "too-large");
	}

	@Test
	void onlyJsonIsTaken() {
		String path = "/api/v2/robots/kiwi-x/heartbeat";
		String body = "{\"boot_id\":\"b\",\"seq\":1}";
		assertProblem(this.http.send("POST", path, "text/plain", body), 415, "unsupported-media-type");
		assertProblem(this.http.send("POST", "/api/v2/heartbeats", "application/xml", "[]"), 415,
				"unsupported-media-type");
		assertThat(this.http.send("POST", path, "Application/JSON; charset=UTF-8", body).statusCode()).isEqualTo(204);
	}

	@Test
	void anotherMethodIsRefusedWithTheRightOne() {
		HttpResponse<String> answer = this.http.send("PUT", "/api/v2/robots/kiwi-x/heartbeat", "application/json",
				"{}");
		assertProblem(answer, 405, "method-not-allowed");
		assertThat(answer.headers().firstValue("Allow")).contains("POST, DELETE");
		assertProblem(this.http.send("DELETE", "/api/v2/heartbeats", "application/json", ""), 405,
				"method-not-allowed");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/", "/api", "/api/v2/robots/a/b/heartbeat", "/api/v2/robots/a/heartbeats", "/api/v3/robots" })
	void anUnknownPathIsRefused(String path) {
		assertProblem(this.http.post(path, "{\"boot_id\":\"b\",\"seq\":1}"), 404, "not-found");
	}

	@Test
	void aBatchOfOneTooManyIsRefusedWhole() {
		StringBuilder body = new StringBuilder("[");
		for (int i = 0; i <= 1_000; i++) {
			body.append("{\"robot_id\":\"kiwi-many-%d\",\"boot_id\":\"b\",\"seq\":1},".formatted(i));
		}
		body.setCharAt(body.length() - 1, ']');
		assertProblem(this.http.post("/api/v2/heartbeats", body.toString()), 400, "invalid-request");
		assertThat(this.database.queryForObject("SELECT count(*) FROM robots WHERE id LIKE 'kiwi-many-%'", Long.class))
			.isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{}", "[{]", "" })
	void aBatchThatIsNoneIsRefused(String body) {
		assertProblem(this.http.post("/api/v2/heartbeats", body), 400, "invalid-request");
	}

	@Test
	void aBatchOverAMebibyteIsRefused() {
		String body = "[{\"robot_id\":\"r\",\"boot_id\":\"b\",\"seq\":1,\"x\":\"" + "y".repeat(1 << 20) + "\"}]";
		assertProblem(this.http.post("/api/v2/heartbeats", body), 413, "too-large");
	}

	@Test
	void aPageIsAskedForInItsOwnWords() {
		assertThat(faults(this.http.get("/api/v2/robots?limit=0&cursor=%20&colour=red")))
			.containsExactlyInAnyOrder("limit", "cursor", "colour");
		assertThat(faults(this.http.get("/api/v2/robots?limit=1001"))).containsExactly("limit");
		assertThat(faults(this.http.get("/api/v2/robots?limit=x"))).containsExactly("limit");
		assertProblem(this.http.get("/api/v2/robots/nobody"), 404, "unknown-robot");
		assertProblem(this.http.get("/api/v2/robots/-x"), 400, "invalid-request");
	}

	private void assertProblem(HttpResponse<String> answer, int status, String type) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
		JsonNode problem = this.json.readTree(answer.body());
		assertThat(problem.at("/type").asString()).isEqualTo("urn:lekiwi-heartbeat:problem:" + type);
		assertThat(problem.at("/status").asInt()).isEqualTo(status);
		assertThat(answer.body()).doesNotContain("Exception", "com.lekiwi", "org.springframework");
	}

	private List<String> faults(HttpResponse<String> answer) {
		return this.json.readTree(answer.body())
			.at("/faults")
			.values()
			.stream()
			.map(fault -> fault.at("/field").asString())
			.toList();
	}

	private static String with(String field) {
		return "{\"boot_id\":\"b\",\"seq\":1," + field + "}";
	}

}
