package com.lekiwi.heartbeat.legacy.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.legacy.corpus.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CorpusCommandsIntegrationTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path folder;

	@Test
	void recordFillsTheAnswersIn() throws IOException {
		Path file = this.folder.resolve("corpus.json");
		Files.writeString(file, "[{\"name\":\"none\",\"request\":{\"method\":\"GET\",\"path\":\"/robots\"}}]");
		try (Legacy legacy = Legacies.started(0)) {
			assertThat(run("record", "--url=" + legacy.uri(), "--corpus=" + file)).isZero();
		}
		assertThat(Corpus.read(Files.readAllBytes(file)).exchanges().getFirst().answer().body()).isEqualTo("[]");
		assertThat(this.folder).isDirectoryContaining(path -> path.equals(file));
	}

	@Test
	void recordLeavesTheFileAsItWasWhenNobodyAnswers() throws IOException {
		Path file = this.folder.resolve("corpus.json");
		byte[] before = Corpus.recorded().write();
		Files.write(file, before);
		assertThat(run("record", "--url=http://127.0.0.1:" + Legacies.freePort(), "--corpus=" + file)).isEqualTo(1);
		assertThat(this.err.toString()).startsWith("legacy-poller: ").hasLineCount(1);
		assertThat(file).hasBinaryContent(before);
	}

	@Test
	void replaySaysThatThereIsNoDifference() throws IOException {
		try (Legacy legacy = Legacies.started(0)) {
			assertThat(run("replay", "--url=" + legacy.uri())).isZero();
			assertThat(this.out.toString()).endsWith(" requests, 0 differences" + System.lineSeparator());
		}
	}

	@Test
	void replayAgainstASideThatKnowsRobotsAlreadyNamesTheDifferences() throws IOException {
		try (Legacy legacy = Legacies.started(0)) {
			assertThat(run("replay", "--url=" + legacy.uri())).isZero();
			assertThat(run("replay", "--url=" + legacy.uri())).isEqualTo(1);
			assertThat(this.out.toString()).contains("nobody is known yet: body is ");
		}
	}

	private int run(String... args) {
		CommandLine line = LegacyPoller.commandLine();
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		return line.execute(args);
	}

}
