package com.lekiwi.heartbeat.agent.operation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.agent.fixture.AgentOptions;
import com.lekiwi.heartbeat.agent.fixture.AgentProcess;
import com.lekiwi.heartbeat.agent.fixture.Programs;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests that are written in Python, each counted as one. */
@Timeout(60)
class PythonIntegrationTests {

	private static final Pattern VERDICT = Pattern
		.compile("(?m)^(test_\\w+) \\([\\w.]*?(\\w+Tests)\\b.* \\.\\.\\. (.*)$");

	@TestFactory
	Stream<DynamicTest> testsOfTheAgentsParts() throws Exception {
		try (AgentProcess tests = AgentOptions.none()
			.withProgram(Programs.PYTHON, Programs.script("test_heartbeat_agent.py"), "-v")
			.start()) {
			int exitCode = tests.exitCodeAtEnd();
			String report = String.join("\n", tests.log());
			List<DynamicTest> found = VERDICT.matcher(report).results().map((match) -> {
				String verdict = match.group(3);
				return DynamicTest.dynamicTest(match.group(2) + "." + match.group(1),
						() -> assertThat(verdict).as(report).isEqualTo("ok"));
			}).toList();
			Matcher count = Pattern.compile("(?m)^Ran (\\d+) tests").matcher(report);
			DynamicTest all = DynamicTest.dynamicTest("allOfThemPassed", () -> {
				assertThat(exitCode).as(report).isZero();
				assertThat(count.find()).isTrue();
				assertThat(found).hasSize(Integer.parseInt(count.group(1)));
			});
			return Stream.concat(found.stream(), Stream.of(all));
		}
	}

}
