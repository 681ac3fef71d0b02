package com.lekiwi.heartbeat.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A log that is appended to, and set aside when it has grown large. */
public final class ProcessLog {

	private static final long LIMIT_BYTES = 8L << 20;

	private static final int TAIL_BYTES = 16 << 10;

	private static final int TAIL_LINES = 12;

	private final Path file;

	private long begin;

	/**
	 * Makes the log.
	 * @param file where it is
	 */
	public ProcessLog(Path file) {
		this.file = file;
	}

	/** Begins a run: what was logged before does not count for {@link #tail()}. */
	public void begin() {
		try {
			Files.createDirectories(this.file.toAbsolutePath().getParent());
			if (Files.exists(this.file) && Files.size(this.file) > LIMIT_BYTES) {
				Files.move(this.file, this.file.resolveSibling(this.file.getFileName() + ".1"),
						StandardCopyOption.REPLACE_EXISTING);
			}
			this.begin = Files.exists(this.file) ? Files.size(this.file) : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The end of what this run has logged.
	 * @return up to 12 lines, indented; empty when there is nothing
	 */
	public String tail() {
		try (RandomAccessFile reader = new RandomAccessFile(this.file.toFile(), "r")) {
			long from = Math.max(this.begin, reader.length() - TAIL_BYTES);
			byte[] bytes = new byte[(int) (reader.length() - from)];
			reader.seek(from);
			reader.readFully(bytes);
			List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank())
				.toList();
			return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()))
				.indent(4)
				.stripTrailing();
		}
		catch (IOException ex) {
			return "    (no log: " + ex.getMessage() + ")";
		}
	}

}
