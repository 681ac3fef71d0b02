package com.lekiwi.heartbeat.stack.cli;

import java.time.Instant;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.stack.summary.TestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Sums up what a build's tests reported; the last line is for machines as well. */
@Command(name = "test-summary", hidden = true, description = "Sums up test reports.")
final class TestSummary implements Callable<Integer> {

	@Option(names = "--since", required = true, paramLabel = "SECONDS",
			description = "Reports older than this are another run's (seconds since 1970).")
	private long since;

	@Option(names = "--build-exit", required = true, paramLabel = "CODE", description = "Maven's exit code.")
	private int buildExit;

	// picocli fills it before anything is called.
	@SuppressWarnings("NullAway.Init")
	@ParentCommand
	private Heartbeat heartbeat;

	@Override
	public Integer call() {
		TestReport report = TestReport.read(this.heartbeat.root, Instant.ofEpochSecond(this.since))
			.afterBuild(this.buildExit);
		report.failures().forEach((failure) -> System.out.println("FAILED  " + failure));
		report.skips().forEach((skip) -> System.out.println("SKIPPED " + skip));
		System.out.println(report.line());
		return (report.failed() == 0) ? 0 : Heartbeat.FAILED;
	}

}
