package com.lekiwi.heartbeat.legacy.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of the legacy dialect in an order, to a side that knows no robot. Any robot of
 * theirs is called {@code corpus-…}.
 *
 * @param exchanges the requests and their answers
 */
public record Corpus(List<Exchange> exchanges) {

	private static final String FILE = "legacy-dialect.json";

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/** Copies the list. */
	public Corpus {
		exchanges = List.copyOf(exchanges);
	}

	/**
	 * Gives the corpus that was recorded against the legacy.
	 * @return the corpus
	 * @throws IOException if it cannot be read
	 */
	public static Corpus recorded() throws IOException {
		try (InputStream stream = Objects.requireNonNull(Corpus.class.getResourceAsStream(FILE), FILE)) {
			return read(stream.readAllBytes());
		}
	}

	/**
	 * Reads a corpus.
	 * @param json an array of exchanges, with or without answers
	 * @return the corpus
	 * @throws IllegalArgumentException if it is none
	 */
	public static Corpus read(byte[] json) {
		try {
			return new Corpus(Arrays.asList(MAPPER.readValue(json, Exchange[].class)));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("no corpus: " + ex.getOriginalMessage(), ex);
		}
	}

	/**
	 * Writes the corpus.
	 * @return what {@link #read(byte[])} reads
	 */
	public byte[] write() {
		return (MAPPER.writeValueAsString(this.exchanges) + "\n").getBytes(StandardCharsets.UTF_8);
	}

}
