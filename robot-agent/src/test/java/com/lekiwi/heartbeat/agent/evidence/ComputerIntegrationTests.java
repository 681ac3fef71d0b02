package com.lekiwi.heartbeat.agent.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ComputerIntegrationTests {

	@TempDir
	private Path root;

	@Test
	void aRaspberryPiIsReadWhole() throws Exception {
		put("proc/meminfo", "MemTotal:        4000000 kB\nMemFree: 5 kB\nMemAvailable:    1000000 kB\n");
		put("proc/net/tcp", "  sl  local_address rem_address   st\n");
		put("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n");
		put("sys/class/thermal/thermal_zone0/temp", "51121\n");
		put("sys/class/power_supply/pack/type", "Battery\n");
		put("sys/class/power_supply/pack/capacity", "81\n");
		put("sys/class/power_supply/pack/voltage_now", "12100000\n");
		put("dev/serial/by-id/usb-1a86_USB_Single_Serial_5A68013467-if00", "");
		put("dev/serial/by-id/usb-1a86_USB_Single_Serial_5A68013468-if00", "");
		JsonNode beat = beat("--name", "Kiwi 7", "--site", "lab-a", "--software", "2025.1", "--address", "10.1.0.7");
		assertThat(beat.path("type").stringValue()).isEqualTo("xle");
		assertThat(beat.path("resources").path("memory").doubleValue()).isEqualTo(0.75);
		assertThat(beat.path("resources").path("temperature_c").doubleValue()).isEqualTo(51.1);
		assertThat(beat.path("resources").path("disk").doubleValue()).isBetween(0.0, 1.0);
		assertThat(beat.path("battery")).isEqualTo(Json.read("{\"percent\":81.0,\"voltage\":12.1}"));
		assertThat(beat.path("versions").path("software").stringValue()).isEqualTo("2025.1");
		assertThat(beat.path("teleoperation").path("host_ready").booleanValue(true)).isFalse();
	}

	@Test
	void whatIsNotThereIsLeftOutAndNotInvented() throws Exception {
		JsonNode beat = beat("--ss", "/nonexistent/ss", "--disk", "/nonexistent");
		assertThat(beat.propertyNames()).containsExactlyInAnyOrder("boot_id", "seq", "sent_at", "interval_s",
				"versions");
		assertThat(beat.path("versions").propertyNames()).containsExactly("agent");
	}

	@Test
	void filesThatHoldRubbishAreAsGoodAsNone() throws Exception {
		put("proc/stat", "cpu one two three four five\n");
		put("proc/meminfo", "MemTotal: 0 kB\nMemAvailable: 0 kB\n");
		put("sys/class/thermal/thermal_zone0/temp", "-999999999\n");
		put("sys/class/power_supply/pack/type", "Battery\n");
		put("sys/class/power_supply/pack/capacity", "255\n");
		put("sys/class/power_supply/pack/voltage_now", "nan\n");
		JsonNode beat = beat("--disk", "/nonexistent");
		assertThat(beat.has("resources")).isFalse();
		assertThat(beat.has("battery")).isFalse();
	}

	@Test
	void theRealComputerHasAProcessorMemoryAndADisk() throws Exception {
		try (AgentProcess agent = AgentOptions.none().with("--once", "--print", "--robot-id", "k").start()) {
			JsonNode resources = Json.read(agent.outputAtEnd(0)).path("resources");
			assertThat(resources.propertyNames()).contains("cpu", "memory", "disk");
		}
	}

	private JsonNode beat(Object... options) throws IOException, InterruptedException {
		try (AgentProcess agent = AgentOptions.none()
			.with("--once", "--print", "--robot-id", "kiwi-7", "--source-file", this.root.resolve("none"))
			.with("--proc", this.root.resolve("proc"), "--sys", this.root.resolve("sys"), "--dev",
					this.root.resolve("dev"))
			.with(options)
			.start()) {
			return Json.read(agent.outputAtEnd(0));
		}
	}

	private void put(String path, String text) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
