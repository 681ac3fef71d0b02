package com.lekiwi.heartbeat.state.heartbeat;

import java.util.List;

import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.state.body.JsonBody;

import org.springframework.stereotype.Component;

/** Reads the bodies of requests that carry beats. */
@Component
class BeatJson {

	private final JsonBody json;

	BeatJson(JsonBody json) {
		this.json = json;
	}

	/**
	 * Reads a body that is one beat.
	 * @param body the body
	 * @return the beat or its faults
	 */
	BeatReader.Result one(byte[] body) {
		return this.json.one(body, parser -> BeatReader.read(parser, "", false));
	}

	/**
	 * Reads a body that is an array of beats.
	 * @param body the body
	 * @param max how many there may be; of more, none is read
	 * @return a result for each
	 * @throws InvalidRequestException if it is no array of 1 to {@code max} items
	 */
	List<BeatReader.Result> many(byte[] body, int max) {
		return this.json.many(body, max, "beats", (parser, pointer) -> BeatReader.read(parser, pointer, true));
	}

}
