package com.lekiwi.heartbeat.legacy.launch;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.legacy.corpus.Corpus;
import com.lekiwi.heartbeat.legacy.corpus.CorpusPlayer;
import com.lekiwi.heartbeat.legacy.corpus.Difference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends the corpus' requests, and prints where the answers differ from the recorded. */
@Command(name = "replay", sortOptions = false, showDefaultValues = true,
		description = "Sends the recorded requests to a side that knows no robot, and compares its answers.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:no difference", "1:differences, or a request was not answered", "2:wrong arguments" })
final class ReplayCorpus implements Callable<Integer> {

	@Option(names = "--url", defaultValue = "http://127.0.0.1:8000", paramLabel = "URL",
			description = "where the legacy dialect is spoken")
	private URI url = URI.create("http://127.0.0.1:8000");

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() throws InterruptedException {
		CommandLine line = (this.spec != null) ? this.spec.commandLine() : new CommandLine(this);
		try (CorpusPlayer player = new CorpusPlayer(this.url)) {
			Corpus corpus = Corpus.recorded();
			List<Difference> differences = player.replay(corpus);
			differences.forEach(line.getOut()::println);
			line.getOut()
				.println("legacy-poller: %d requests, %d differences".formatted(corpus.exchanges().size(),
						differences.size()));
			return differences.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
		}
		catch (IOException ex) {
			line.getErr().println("legacy-poller: " + ex);
			return CommandLine.ExitCode.SOFTWARE;
		}
	}

}
