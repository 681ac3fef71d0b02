package com.lekiwi.heartbeat.fleet.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.apache.hc.core5.http.ClassicHttpResponse;

/** How one robot says its beats, and what it makes of the answers. */
sealed interface Speech permits V2Speech, LegacySpeech {

	BeatRequest request(PendingBeat beat);

	Answer read(ClassicHttpResponse response) throws IOException;

	/**
	 * Says how long to wait before the beat is sent again; empty when it is not. Asked
	 * only after answers that settle nothing.
	 */
	Optional<Duration> pauseAfter(Answer answer, int attempts);

}
