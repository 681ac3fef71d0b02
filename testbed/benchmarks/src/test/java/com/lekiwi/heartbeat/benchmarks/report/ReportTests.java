package com.lekiwi.heartbeat.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private static final Machine MACHINE = new Machine(2, 24_000, "Some CPU", "Linux 6", "25", 0.5);

	@Test
	void theJsonHasNameMachineSettingsAndFiguresAndNothingElse() {
		Report report = new Report("ingest", MACHINE, Map.of("robots", 10_000),
				Map.of("durable_per_s", 30_000L, "p99_ms", 6.5), List.of("for people"));
		JsonNode json = JsonMapper.shared().readTree(report.json());
		assertThat(json.propertyNames()).containsExactly("name", "machine", "settings", "figures");
		assertThat(json.get("name").asString()).isEqualTo("ingest");
		assertThat(json.get("machine").propertyNames()).containsExactlyInAnyOrder("cores", "memory_mb", "cpu", "os",
				"java", "load");
		assertThat(json.get("settings").get("robots").asInt()).isEqualTo(10_000);
		assertThat(json.get("figures").get("durable_per_s").isIntegralNumber()).isTrue();
		assertThat(json.get("figures").get("p99_ms").asDouble()).isEqualTo(6.5);
	}

	@Test
	void figuresStayInOrder() {
		Map<String, Number> figures = new LinkedHashMap<>();
		figures.put("z", 1);
		figures.put("a", 2);
		Report report = new Report("ingest", MACHINE, Map.of(), figures, List.of());
		assertThat(JsonMapper.shared().readTree(report.json()).get("figures").propertyNames()).containsExactly("z",
				"a");
	}

	@Test
	void thisMachineHasCoresAndMemory() {
		Machine machine = Machine.current();
		assertThat(machine.cores()).isPositive();
		assertThat(machine.memoryMb()).isPositive();
		assertThat(machine.line()).contains(machine.cpu()).contains(machine.java());
	}

}
