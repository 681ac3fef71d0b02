package com.lekiwi.heartbeat.benchmarks.wrk;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What wrk measured.
 *
 * @param next the number of the next request: one more than were made
 * @param answers answers that arrived, whatever their status
 * @param durationUs how long it ran
 * @param p50Us half of the answers came within this time
 * @param p99Us 99 of 100 did
 * @param p999Us 999 of 1000 did
 * @param maxUs the slowest answer
 * @param badStatus answers with a status of 400 and above
 * @param socketErrors connections, reads and writes that failed
 * @param timeouts answers that were late
 * @param cpuSeconds processor time of wrk itself
 */
public record WrkResult(@JsonProperty("next") long next, @JsonProperty("answers") long answers,
		@JsonProperty("duration_us") long durationUs, @JsonProperty("p50_us") double p50Us,
		@JsonProperty("p99_us") double p99Us, @JsonProperty("p999_us") double p999Us,
		@JsonProperty("max_us") double maxUs, @JsonProperty("bad_status") long badStatus,
		@JsonProperty("socket_errors") long socketErrors, @JsonProperty("timeouts") long timeouts,
		@JsonProperty("cpu_s") double cpuSeconds) {

	/** Begins the one line in wrk's output that its script writes. */
	static final String MARK = "wrk-result ";

	private static final double MICROS = 1e6;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	/**
	 * Finds the result in what wrk printed.
	 * @param output all of it
	 * @return the result
	 * @throws BenchmarkException if there is none
	 */
	static WrkResult parse(String output) {
		String line = output.lines()
			.filter(candidate -> candidate.startsWith(MARK))
			.findFirst()
			.orElseThrow(() -> new BenchmarkException("wrk gave no result, it said: " + output.strip()));
		try {
			return JSON.readValue(line.substring(MARK.length()), WrkResult.class);
		}
		catch (JacksonException ex) {
			throw new BenchmarkException("wrk gave a result that cannot be read: " + line, ex);
		}
	}

	/**
	 * Answers with a good status.
	 * @return how many
	 */
	public long good() {
		return this.answers - this.badStatus;
	}

	/**
	 * Everything that went wrong.
	 * @return how many times
	 */
	public long errors() {
		return this.badStatus + this.socketErrors + this.timeouts;
	}

	/**
	 * Good answers in a second.
	 * @return the rate
	 */
	public double perSecond() {
		return good() / (this.durationUs / MICROS);
	}

}
