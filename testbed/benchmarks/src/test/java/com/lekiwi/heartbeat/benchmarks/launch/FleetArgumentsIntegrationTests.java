package com.lekiwi.heartbeat.benchmarks.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.fleet.FleetBenchmark;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class FleetArgumentsIntegrationTests {

	@TempDir
	private Path directory;

	private final StringWriter err = new StringWriter();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			--sizes=0          | a fleet has from 20 to 500000 robots
			--sizes=19         | a fleet has from 20 to 500000 robots
			--sizes=1000,-5    | --sizes: -5
			--sizes=500001     | a fleet has from 20 to 500000 robots
			--sizes=many       | 'many' is not an int
			--seconds=0        | --seconds: 0: from 1 to 600
			--seconds=601      | from 1 to 600
			--warm-up=0        | --warm-up: 0: from 1 to 600
			--robots=5         | --robots
			""")
	void aWrongArgumentIsNamedAndNothingIsStarted(String argument, String message) {
		CommandLine line = Benchmarks.commandLine(new Installation(this.directory),
				List.of(new FleetBenchmark(Clock.systemUTC())));
		line.setErr(new PrintWriter(this.err, true));
		assertThat(line.execute("fleet", argument)).isEqualTo(2);
		assertThat(this.err.toString()).contains(message);
		assertThat(this.directory).isEmptyDirectory();
	}

}
