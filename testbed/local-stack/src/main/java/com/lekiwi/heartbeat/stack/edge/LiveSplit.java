package com.lekiwi.heartbeat.stack.edge;

import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lekiwi.heartbeat.stack.process.HttpProbe;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The split as the nginx that runs has it.
 *
 * @param generation rises with every change
 * @param newPercent how many percent of the robots the new system serves
 */
public record LiveSplit(long generation, @JsonProperty("new_percent") int newPercent) {

	/** What people call it. */
	public static final String NAME = "split";

	/** Where the edge tells it. */
	public static final String PATH = "/edge/split";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Asks the edge.
	 * @param address where it tells the split
	 * @return the split; empty when it does not say
	 */
	public static Optional<LiveSplit> read(URI address) {
		return HttpProbe.get(address).flatMap(LiveSplit::parse);
	}

	private static Optional<LiveSplit> parse(String text) {
		try {
			return Optional.of(JSON.readValue(text, LiveSplit.class));
		}
		catch (JacksonException ex) {
			// Somebody else listens there.
			return Optional.empty();
		}
	}

}
