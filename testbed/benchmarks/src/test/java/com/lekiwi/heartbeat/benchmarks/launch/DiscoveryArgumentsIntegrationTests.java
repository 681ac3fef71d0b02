package com.lekiwi.heartbeat.benchmarks.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.discovery.DiscoveryBenchmark;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class DiscoveryArgumentsIntegrationTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			--robots=9    | from 10 robots, a round and a neighbour of each character on
			--rounds=0    | from 10 robots, a round
			--robots=2000 | there are 10000 of them, not 12340
			--rounds=many | 'many' is not an int
			--sizes=5     | --sizes
			""")
	void aWrongArgumentIsNamedAndNothingIsStarted(String argument, String message) {
		StringWriter err = new StringWriter();
		CommandLine line = Benchmarks.commandLine(new Installation(this.directory),
				List.of(new DiscoveryBenchmark(Clock.systemUTC())));
		line.setErr(new PrintWriter(err, true));
		assertThat(line.execute("discovery", argument)).isEqualTo(2);
		assertThat(err.toString()).contains(message);
		assertThat(this.directory).isEmptyDirectory();
	}

}
