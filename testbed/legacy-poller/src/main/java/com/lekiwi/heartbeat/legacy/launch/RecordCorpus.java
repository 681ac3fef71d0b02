package com.lekiwi.heartbeat.legacy.launch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.legacy.corpus.Corpus;
import com.lekiwi.heartbeat.legacy.corpus.CorpusPlayer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends the corpus' requests, and writes what is answered into its file. */
@Command(name = "record", sortOptions = false, showDefaultValues = true,
		description = "Sends the requests of a corpus to a legacy that knows no robot, and records its answers.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "1:a request was not answered, or the file is no corpus", "2:wrong arguments" })
final class RecordCorpus implements Callable<Integer> {

	@Option(names = "--url", defaultValue = "http://127.0.0.1:8000", paramLabel = "URL",
			description = "where the legacy dialect is spoken")
	private URI url = URI.create("http://127.0.0.1:8000");

	@Option(names = "--corpus", required = true, paramLabel = "FILE",
			description = "the corpus, which is read and then replaced")
	private Path file = Path.of("");

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() throws InterruptedException {
		CommandLine line = (this.spec != null) ? this.spec.commandLine() : new CommandLine(this);
		try (CorpusPlayer player = new CorpusPlayer(this.url)) {
			Corpus recorded = player.record(Corpus.read(Files.readAllBytes(this.file)));
			Path next = this.file.resolveSibling(this.file.getFileName() + ".next");
			Files.write(next, recorded.write());
			Files.move(next, this.file, StandardCopyOption.REPLACE_EXISTING);
			line.getOut().println("legacy-poller: recorded " + recorded.exchanges().size() + " requests");
			return CommandLine.ExitCode.OK;
		}
		catch (IOException | IllegalArgumentException ex) {
			line.getErr().println("legacy-poller: " + ex);
			return CommandLine.ExitCode.SOFTWARE;
		}
	}

}
