package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.time.Duration;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.fleet.problem.Problem;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code GET /status} as a robot does, at once or after a while. */
final class RobotConduct implements Conduct {

	static final String PATH = "/status";

	private static final JsonMapper MAPPER = FleetJson.mapper();

	private final byte[] status;

	private final Duration after;

	RobotConduct(RobotSelf robot, Duration after) {
		this.status = document(robot);
		this.after = after;
	}

	/** What it answers, as JSON. */
	static byte[] document(RobotSelf robot) {
		return MAPPER.writeValueAsBytes(NeighbourStatus.of(robot));
	}

	@Override
	public void serve(Visit visit) throws IOException {
		Visit.Request request = visit.awaitRequest();
		if (request != null && visit.pause(this.after)) {
			visit.say(answer(request));
		}
	}

	private byte[] answer(Visit.Request request) {
		if (!request.path().equals(PATH)) {
			return problem("404 Not Found", "", Problem.notFound(request.path()));
		}
		if (!request.method().equals("GET")) {
			return problem("405 Method Not Allowed", "Allow: GET\r\n",
					Problem.methodNotAllowed(request.method(), "GET", PATH));
		}
		return HttpMessage.json(this.status);
	}

	private static byte[] problem(String status, String header, Problem problem) {
		return HttpMessage.whole(status, header, Problem.MEDIA_TYPE, MAPPER.writeValueAsString(problem));
	}

}
