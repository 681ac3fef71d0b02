package com.lekiwi.heartbeat.fleet.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The legacy dialect: a beat is sent once. Only when the connection was closed under it
 * is it sent once more, at once, with the same request id: that a keep-alive connection
 * may end so is the client's part of HTTP.
 */
final class LegacySpeech implements Speech {

	private static final int MOST_ATTEMPTS = 2;

	private static final String UPDATED = "{\"status\":\"updated\"}";

	private final RobotProfile robot;

	private final boolean named;

	private final JsonMapper mapper;

	LegacySpeech(RobotProfile robot, boolean named, JsonMapper mapper) {
		this.robot = robot;
		this.named = named;
		this.mapper = mapper;
	}

	@Override
	public BeatRequest request(PendingBeat beat) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("X-Request-Id", requestId(beat));
		if (this.named) {
			headers.put("X-Robot-Id", this.robot.id().value());
		}
		return new BeatRequest("/heartbeat", headers, this.mapper.writeValueAsBytes(body(beat.heartbeat())));
	}

	@Override
	public Answer read(ClassicHttpResponse response) throws IOException {
		if (response.getCode() != 200) {
			return AnswerReader.other(response);
		}
		return UPDATED.equals(AnswerReader.body(response)) ? new Answer.Acknowledged(AnswerReader.system(response))
				: new Answer.NoAnswer();
	}

	@Override
	public Optional<Duration> pauseAfter(Answer answer, int attempts) {
		boolean again = answer instanceof Answer.HungUp && attempts < MOST_ATTEMPTS;
		return again ? Optional.of(Duration.ZERO) : Optional.empty();
	}

	/** 32 hexadecimal digits, as nginx makes them; the same each time a beat is sent. */
	private static String requestId(PendingBeat beat) {
		String name = beat.bootId() + "/" + beat.seq();
		return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
	}

	private Body body(Heartbeat beat) {
		TeleoperationEvidence evidence = beat.teleoperation();
		return new Body(this.robot.id(), beat.name(), beat.type(), beat.address(), beat.status(),
				(evidence != null) ? evidence.hostReady() : null);
	}

	/**
	 * The body of a beat.
	 *
	 * @param robotId who says it
	 * @param name what people call it
	 * @param type what kind of robot it is
	 * @param ip where it can be polled
	 * @param status what it says of itself
	 * @param teleopHost whether the program that takes commands is up
	 */
	private record Body(RobotId robotId, @Nullable String name, @Nullable RobotType type, @Nullable String ip,
			@Nullable ReportedStatus status, @Nullable Boolean teleopHost) {
	}

}
