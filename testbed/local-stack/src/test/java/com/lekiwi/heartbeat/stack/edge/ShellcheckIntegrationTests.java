package com.lekiwi.heartbeat.stack.edge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The shell's own compiler gate. */
@Timeout(60)
class ShellcheckIntegrationTests {

	@Test
	void everyScriptIsClean() throws Exception {
		assumeThat(ScriptRun.find("shellcheck")).as("install shellcheck").isPresent();
		for (String script : List.of("update_traffic_split.sh", "rollback_canary.sh", "universal_rollback.sh",
				"send_alert.sh")) {
			check(List.of("shellcheck", "-x", "-a", "-P", "SCRIPTDIR", "-P", ScriptRun.script("split").toString(),
					ScriptRun.script(script).toString()));
		}
		check(List.of("shellcheck", Path.of("../../heartbeat").toAbsolutePath().toString()));
	}

	private static void check(List<String> command) throws Exception {
		ScriptRun run = ScriptRun.of(Map.of(), command).succeeded();
		assertThat(run.output()).isEmpty();
	}

}
