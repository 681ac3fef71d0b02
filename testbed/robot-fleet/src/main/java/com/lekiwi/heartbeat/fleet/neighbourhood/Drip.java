package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.time.Duration;

/** Answers a robot's status, a byte a second. */
final class Drip implements Conduct {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final byte[] answer;

	Drip(RobotSelf robot) {
		this.answer = HttpMessage.json(RobotConduct.document(robot));
	}

	@Override
	public void serve(Visit visit) throws IOException {
		if (visit.awaitRequest() == null) {
			return;
		}
		for (byte next : this.answer) {
			visit.say(new byte[] { next });
			if (!visit.pause(PAUSE)) {
				return;
			}
		}
	}

}
