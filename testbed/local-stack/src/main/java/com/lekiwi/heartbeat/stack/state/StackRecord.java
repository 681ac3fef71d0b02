package com.lekiwi.heartbeat.stack.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written down about a run, so that {@code down} and {@code status} know it also
 * when the process that started it is gone.
 *
 * @param supervisor the process that started the others
 * @param ready whether everything had started
 * @param addresses what is where, for people
 * @param processes in the order of their start
 */
public record StackRecord(ProcessIdentity supervisor, boolean ready, Map<String, String> addresses,
		List<ProcessRecord> processes) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	/** Copies the collections; the addresses keep their order. */
	public StackRecord {
		addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
		processes = List.copyOf(processes);
	}

	/**
	 * Reads the record of a state directory.
	 * @param state the directory
	 * @return the record; empty when there was no run, or it ended in good order
	 */
	public static Optional<StackRecord> read(StateDirectory state) {
		Path file = file(state);
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		try {
			return Optional.of(MAPPER.readValue(Files.readString(file), StackRecord.class));
		}
		catch (IOException | JacksonException ex) {
			throw new StackException("Cannot read " + file + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Writes the record in one step: a reader sees the old one or the new one.
	 * @param state the directory
	 */
	public void write(StateDirectory state) {
		Path file = file(state);
		Path next = file.resolveSibling("stack.json.next");
		try {
			Files.writeString(next, MAPPER.writeValueAsString(this));
			Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new StackException("Cannot write " + file + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Removes the record: nothing runs any more.
	 * @param state the directory
	 */
	public static void remove(StateDirectory state) {
		StateDirectory.delete(file(state));
	}

	private static Path file(StateDirectory state) {
		return state.run().resolve("stack.json");
	}

}
