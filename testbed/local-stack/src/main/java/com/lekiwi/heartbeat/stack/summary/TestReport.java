package com.lekiwi.heartbeat.stack.summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a build's tests came to.
 *
 * @param passed how many passed
 * @param failures those that failed or broke, with their message
 * @param skips those that did not run, with the reason
 */
public record TestReport(int passed, List<String> failures, List<String> skips) {

	private static final Pattern REPORT = Pattern
		.compile("(?:.*/)?target/(?:surefire|failsafe)-reports/TEST-[^/]*\\.xml");

	/** Copies the lists. */
	public TestReport {
		failures = List.copyOf(failures);
		skips = List.copyOf(skips);
	}

	/**
	 * Reads all reports below a directory that Surefire and Failsafe have written.
	 * @param root the repository's root
	 * @param since older reports do not count
	 * @return their sum
	 */
	public static TestReport read(Path root, Instant since) {
		SuiteReader reader = new SuiteReader();
		files(root, since).forEach(reader::add);
		return reader.report();
	}

	/**
	 * Counts a build that failed without a failed test as a failure of its own.
	 * @param exitCode the build's
	 * @return this, or a report with one failure
	 */
	public TestReport afterBuild(int exitCode) {
		return (exitCode == 0 || !this.failures.isEmpty()) ? this
				: new TestReport(this.passed, List.of("the build itself, exit code " + exitCode), this.skips);
	}

	/**
	 * How many failed.
	 * @return the number of failures
	 */
	public int failed() {
		return this.failures.size();
	}

	/**
	 * The report in one line.
	 * @return {@code N passed, N failed, N skipped}
	 */
	public String line() {
		return this.passed + " passed, " + failed() + " failed, " + this.skips.size() + " skipped";
	}

	private static List<Path> files(Path root, Instant since) {
		List<Path> found = new ArrayList<>();
		try {
			Files.walkFileTree(root, new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
					String name = directory.getFileName().toString();
					boolean foreign = name.equals("src") || (name.startsWith(".") && !directory.equals(root));
					return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					if (REPORT.matcher(root.relativize(file).toString()).matches()
							&& !attributes.lastModifiedTime().toInstant().isBefore(since)) {
						found.add(file);
					}
					return FileVisitResult.CONTINUE;
				}
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return found.stream().sorted().toList();
	}

}
