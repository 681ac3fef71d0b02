package com.lekiwi.heartbeat.legacy.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.legacy.trouble.Trouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.ParseResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds docker-compose.legacy.yml to the program and its build, without an engine. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ComposeFileIntegrationTests {

	private static final Path MODULE = Path.of("").toAbsolutePath();

	private static final Path ROOT = MODULE.getParent().getParent();

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

	private Map<String, Object> service;

	@BeforeEach
	void read() throws IOException {
		Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
		Map<String, Map<String, Map<String, Object>>> file = yaml
			.load(Files.readString(ROOT.resolve("docker-compose.legacy.yml")));
		assertThat(file.get("services")).containsOnlyKeys("legacy-poller");
		this.service = file.get("services").get("legacy-poller");
	}

	@Test
	void itRunsOnTheJavaThatTheProgramIsBuiltFor() {
		assertThat(this.service.get("image")).isEqualTo("eclipse-temurin:" + Runtime.version().feature() + "-jre");
	}

	@Test
	void itMountsTheFolderThatTheBuildFills() {
		String[] volume = texts("volumes").getFirst().split(":", -1);
		assertThat(ROOT.resolve(volume[0]).normalize()).isEqualTo(MODULE.resolve("target"));
		assertThat(volume[2]).isEqualTo("ro");
		String jar = command().get(command().indexOf("-jar") + 1);
		assertThat(jar).startsWith(volume[1] + "/");
		assertThat(MODULE.resolve("target").resolve(jar.substring(volume[1].length() + 1))).isRegularFile();
	}

	@Test
	void theProgramTakesItsArguments() {
		List<String> arguments = command().subList(command().indexOf("-jar") + 2, command().size());
		ParseResult parsed = LegacyPoller.commandLine().parseArgs(arguments.toArray(String[]::new));
		assertThat(parsed.unmatched()).isEmpty();
		assertThat(parsed.<Integer>matchedOptionValue("--port", 0)).isEqualTo(8000);
		assertThat(parsed.matchedOptionValue("--zone", "")).isEqualTo("UTC");
		assertThat(parsed.<List<String>>matchedOptionValue("--network", List.of())).containsExactly("127.0.0.0/8");
	}

	@Test
	void nothingIsPublishedBeyondThisMachine() {
		assertThat(this.service.get("network_mode")).isEqualTo("host");
		assertThat(this.service).doesNotContainKeys("ports", "privileged", "environment");
		assertThat(this.service.get("cap_drop")).isEqualTo(List.of("ALL"));
		assertThat(this.service.get("read_only")).isEqualTo(true);
	}

	@Test
	void theHealthCheckTellsALegacyThatAnswersFromOneThatDoesNot() throws Exception {
		int port;
		try (Legacy legacy = Legacies.started(0)) {
			port = legacy.uri().getPort();
			assertThat(healthCheck(port)).isZero();
			legacy.make(new Trouble(Duration.ZERO, 500));
			assertThat(healthCheck(port)).isNotZero();
		}
		assertThat(healthCheck(port)).isNotZero();
	}

	private int healthCheck(int port) throws IOException, InterruptedException {
		Object test = ((Map<?, ?>) this.service.get("healthcheck")).get("test");
		List<String> command = ((List<?>) test).stream()
			.skip(1)
			.map(part -> String.valueOf(part).replace("/8000", "/" + port))
			.toList();
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		return process.exitValue();
	}

	/** As the engine reads it where no variable is set. */
	private List<String> command() {
		return texts("command").stream().map(text -> VARIABLE.matcher(text).replaceAll("$1")).toList();
	}

	private List<String> texts(String key) {
		return ((List<?>) this.service.get(key)).stream().map(String::valueOf).toList();
	}

}
