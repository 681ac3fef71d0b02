package com.lekiwi.heartbeat.adapter.edgelog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineReaderTests {

	private static final String REAL = "<190>Nov 26 18:29:04 edge: {\"line\":"
			+ "\"edge_line=0100007F707A086B883432BF02060303\",\"time\":1795717744.843,"
			+ "\"request_id\":\"08c300bd253f0541b09fa199ce27fa18\",\"shadow\":false,\"client\":\"127.0.0.1\","
			+ "\"method\":\"GET\",\"path\":\"/robots/kiwi-08/teleoperation-status\",\"robot\":\"kiwi-08\","
			+ "\"status\":200,\"first_upstream_time\":0.068,\"first_upstream_status\":502,\"primary\":\"new\","
			+ "\"system\":\"legacy\",\"key_kind\":\"path\",\"generation\":1}";

	private final LineReader reader = new LineReader();

	@Test
	void aLineOfNginxIsRead() {
		EdgeLine.Request request = (EdgeLine.Request) read(REAL);
		assertThat(request.at()).isEqualTo("2026-11-26T18:29:04.843Z");
		assertThat(request.requestId()).isEqualTo("08c300bd253f0541b09fa199ce27fa18");
		assertThat(request.endpoint()).isEqualTo(Endpoint.TELEOPERATION_STATUS);
		assertThat(request.robot()).isEqualTo("kiwi-08");
		assertThat(request.address()).isNull();
		assertThat(request.primary()).isEqualTo(Side.NEW);
		assertThat(request.servedBy()).isEqualTo(Side.LEGACY);
		assertThat(request.first()).isEqualTo(new EdgeLine.FirstTry(502, 0.068));
		// The client's success does not hide it.
		assertThat(request.status()).isEqualTo(502);
		assertThat(request.first().failed()).isTrue();
		assertThat(LineNumber.of(bytes(REAL))).isEqualTo(new LineNumber("883432BF", 3));
	}

	@Test
	void aHostsNameInThePrefixIsNoTrouble() {
		assertThat(read(REAL.replace("04 edge:", "04 edge-1.lab.example edge:"))).isInstanceOf(EdgeLine.Request.class);
	}

	@Test
	void aCopyIsNoRequest() {
		EdgeLine line = this.reader
			.read(Lines.copy("new").with("first_upstream_status", "null").with("first_upstream_time", "null").bytes());
		assertThat(line).isInstanceOfSatisfying(EdgeLine.Copy.class, copy -> {
			assertThat(copy.system()).isEqualTo(Side.NEW);
			assertThat(copy.first().asked()).isFalse();
		});
	}

	@Test
	void whatTheBreakerKeptBackIsNoFailure() {
		EdgeLine.Request request = (EdgeLine.Request) this.reader
			.read(Lines.beat("kiwi-07", "new").failedFirst(530, "legacy").bytes());
		assertThat(request.first().keptByBreaker()).isTrue();
		assertThat(request.first().failed()).isFalse();
		assertThat(request.isWorthKeeping()).isFalse();
	}

	@Test
	void aBeatInV2IsTheNewSystems() {
		EdgeLine.Request request = (EdgeLine.Request) this.reader
			.read(Lines.request("POST", "/api/v2/robots/kiwi-09/heartbeat", "").bytes());
		assertThat(request.primary()).isEqualTo(Side.NEW);
		assertThat(request.endpoint()).isEqualTo(Endpoint.V2_HEARTBEAT);
	}

	@Test
	void whatTheEdgeRefusesIsNobodysTurn() {
		assertThat(this.reader.read(Lines.request("POST", "/heartbeat", "").with("status", "413").bytes()))
			.isEqualTo(new EdgeLine.Refused());
	}

	@ParameterizedTest
	@CsvSource({ "/health,/health", "/robots,/robots", "/robots/kiwi-07,/robots/{id}", "/heartbeat,/heartbeat",
			"/robots/kiwi-07/teleoperation-status,/robots/{id}/teleoperation-status", "/robots/,other",
			"/robots/a/b,other", "/robots/a/teleoperation-status/x,other", "/api/v2/heartbeats,/api/v2/heartbeats",
			"/api/v2/robots/a/heartbeat,/api/v2/robots/{id}/heartbeat", "/api/v2/robots/a,other", "/secret-42,other",
			"/health/x,other", "'',other" })
	void everyPathIsOneOfAFewEndpoints(String path, String endpoint) {
		assertThat(Endpoint.of(path).template()).isEqualTo(endpoint);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<", "<190>", "{}", "<190>Nov 26 18:29:04 edge: {}", "<190>Nov 26 18:29:04 edge: {",
			"<190>Nov 26 18:29:04 edge: {\"line\":}", "<190>Nov 26 18:29:04 edge: {\"time\":[1}",
			"<190>Nov 26 18:29:04 edge: {{{{{{}", "<190>Nov 26 18:29:04 edge: {\"a\":1}{\"b\":2}" })
	void garbageIsMalformed(String line) {
		assertThat(read(line)).isEqualTo(new EdgeLine.Malformed());
		assertThat(LineNumber.of(bytes(line))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "request_id|\"mine\"", "request_id|1", "time|\"now\"", "time|-1", "status|\"200\"", "status|7e9",
					"first_upstream_status|-5", "first_upstream_time|-0.1", "robot|\"../etc/passwd\"",
					"robot|\"' OR 1=1\"", "primary|\"other\"", "client|\"<script>\"", "client|{}", "path|null" })
	void aWrongFieldMakesALineMalformed(String field, String value) {
		assertThat(this.reader.read(Lines.beat("kiwi-07", "legacy").with(field, value).bytes()))
			.isEqualTo(new EdgeLine.Malformed());
	}

	@Test
	void aLineThatIsCutOffAnywhereIsMalformed() {
		byte[] whole = bytes(REAL);
		for (int length = 0; length < whole.length; length++) {
			assertThat(this.reader.read(Arrays.copyOf(whole, length))).isEqualTo(new EdgeLine.Malformed());
		}
	}

	@Test
	void nothingThatMayArriveMakesTheReaderFail() {
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			byte[] line = bytes(REAL);
			int damage = 1 + random.nextInt(8);
			for (int j = 0; j < damage; j++) {
				line[random.nextInt(line.length)] = (byte) random.nextInt();
			}
			assertThat(this.reader.read(line)).isNotNull();
			LineNumber.of(line);
			byte[] noise = new byte[random.nextInt(300)];
			random.nextBytes(noise);
			assertThat(this.reader.read(noise)).isEqualTo(new EdgeLine.Malformed());
			assertThat(LineNumber.of(noise)).isNull();
		}
	}

	private EdgeLine read(String line) {
		return this.reader.read(bytes(line));
	}

	private static byte[] bytes(String line) {
		return line.getBytes(StandardCharsets.UTF_8);
	}

}
