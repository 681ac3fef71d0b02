package com.lekiwi.heartbeat.benchmarks.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.benchmarks.edge.EdgeBenchmark;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class EdgeArgumentsIntegrationTests {

	@TempDir
	private Path directory;

	private final StringWriter err = new StringWriter();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			--only=mirrors               | --only: 'mirrors' is none of mirror, split, switch, adapter, sync
			--only=mirror,,split | --only: '' is none of
			--new-side=legacy            | --new-side: 'legacy' is none of adapter, stand-in
			--only=sync,--new-side=stand-in | --only: sync: nothing can stand in for the adapter there
			--rounds=5                   | --rounds
			""")
	void aWrongArgumentIsNamedAndNothingIsStarted(String argument, String message) {
		CommandLine line = Benchmarks.commandLine(new Installation(this.directory), List.of(new EdgeBenchmark()));
		line.setErr(new PrintWriter(this.err, true));
		assertThat(line
			.execute(Stream.concat(Stream.of("edge"), Stream.of(argument.split(",(?=--)"))).toArray(String[]::new)))
			.isEqualTo(2);
		assertThat(this.err.toString()).contains(message);
		assertThat(this.directory).isEmptyDirectory();
	}

}
