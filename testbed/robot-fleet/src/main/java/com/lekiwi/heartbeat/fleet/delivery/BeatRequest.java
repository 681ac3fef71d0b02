package com.lekiwi.heartbeat.fleet.delivery;

import java.util.Map;

/**
 * A beat as it is sent.
 *
 * @param path where it is posted, below the target
 * @param headers its headers but for the content type
 * @param body its body, JSON
 */
// A body is compared by nobody.
@SuppressWarnings("ArrayRecordComponent")
record BeatRequest(String path, Map<String, String> headers, byte[] body) {

	BeatRequest {
		headers = Map.copyOf(headers);
	}

}
