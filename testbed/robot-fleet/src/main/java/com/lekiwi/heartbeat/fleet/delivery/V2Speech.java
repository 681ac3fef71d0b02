package com.lekiwi.heartbeat.fleet.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import org.apache.hc.core5.http.ClassicHttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** The new dialect: a beat is sent until somebody has it. Used by one thread. */
final class V2Speech implements Speech {

	private final String path;

	private final JsonMapper mapper;

	private final long lateNanos;

	private final Backoff backoff;

	V2Speech(RobotProfile robot, JsonMapper mapper, Duration lateAfter, RandomGenerator random) {
		this.path = "/api/v2/robots/" + robot.id() + "/heartbeat";
		this.mapper = mapper;
		this.lateNanos = lateAfter.toNanos();
		this.backoff = new Backoff(random);
	}

	@Override
	public BeatRequest request(PendingBeat beat) {
		return new BeatRequest(this.path, Map.of(), this.mapper.writeValueAsBytes(asSentNow(beat)));
	}

	@Override
	public Answer read(ClassicHttpResponse response) throws IOException {
		return (response.getCode() == 204) ? new Answer.Acknowledged(AnswerReader.system(response))
				: AnswerReader.other(response);
	}

	@Override
	public Optional<Duration> pauseAfter(Answer answer, int attempts) {
		if (attempts == 1) {
			this.backoff.reset();
		}
		if (answer instanceof Answer.NotNow(Duration retryAfter) && retryAfter != null) {
			return Optional.of(this.backoff.afterBeingAskedToWait(retryAfter));
		}
		return Optional.of(this.backoff.afterFailure());
	}

	private Heartbeat asSentNow(PendingBeat beat) {
		Heartbeat made = beat.heartbeat();
		if (System.nanoTime() - beat.dueNanos() < this.lateNanos) {
			return made;
		}
		return new Heartbeat(beat.bootId(), beat.seq(), made.sentAt(), made.name(), made.type(), made.site(),
				made.address(), made.status(), made.intervalS(), true, made.battery(), made.resources(),
				made.versions(), made.teleoperation());
	}

}
