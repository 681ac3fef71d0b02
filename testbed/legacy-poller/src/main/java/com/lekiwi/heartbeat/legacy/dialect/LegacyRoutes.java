package com.lekiwi.heartbeat.legacy.dialect;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.legacy.memory.KnownRobot;
import com.lekiwi.heartbeat.legacy.memory.RobotMemory;
import com.lekiwi.heartbeat.legacy.memory.WallClock;

/** What each path and method of the legacy answers. */
final class LegacyRoutes {

	private final RobotMemory memory;

	private final WallClock clock;

	private final BeatReader reader = new BeatReader();

	private final List<Route> routes;

	LegacyRoutes(RobotMemory memory, WallClock clock) {
		this.memory = memory;
		this.clock = clock;
		this.routes = List.of(new Route("GET", Pattern.compile("/health"), _ -> health()),
				new Route("GET", Pattern.compile("/robots"), _ -> robots()),
				new Route("GET", Pattern.compile("/robots/([^/]+)"), this::robot),
				new Route("POST", Pattern.compile("/heartbeat"), this::heartbeat),
				new Route("GET", Pattern.compile("/robots/([^/]+)/teleoperation-status"), this::teleoperation));
	}

	Answer answer(Request request) {
		List<Route> here = this.routes.stream()
			.filter(route -> route.path().matcher(request.path()).matches())
			.toList();
		if (here.isEmpty()) {
			return Answer.no(404, "Not Found");
		}
		return here.stream()
			.filter(route -> route.method().equals(request.method()))
			.findFirst()
			.map(route -> route.answer().apply(request.at(route.path())))
			.orElseGet(() -> notAllowed(here));
	}

	private static Answer notAllowed(List<Route> here) {
		String allowed = here.stream().map(Route::method).collect(Collectors.joining(", "));
		return new Answer(405, Map.of("Allow", allowed), Map.of("detail", "Method Not Allowed"));
	}

	private Answer health() {
		return Answer.ok(new LegacyBodies.Health("healthy", now(), this.memory.size()));
	}

	private Answer robots() {
		return Answer.ok(this.memory.all().stream().map(this::body).toList());
	}

	private Answer robot(Request request) {
		return this.memory.find(request.id())
			.map(robot -> Answer.ok(body(robot)))
			.orElseGet(() -> Answer.no(404, "Robot not found"));
	}

	/** A host that is up is all that the legacy calls teleoperated. */
	private Answer teleoperation(Request request) {
		return this.memory.find(request.id())
			.map(robot -> Answer.ok(new LegacyBodies.Teleoperation(robot.id(), robot.hostUp(), now())))
			.orElseGet(() -> Answer.no(404, "Robot not found"));
	}

	private Answer heartbeat(Request request) {
		return switch (this.reader.read(request.contentType(), request.body())) {
			case Reading.Beat(var report) ->
				this.memory.note(report) ? Answer.ok(Map.of("status", "updated")) : Answer.no(503, "Too many robots");
			case Reading.Faulty(var faults) -> Answer.no(422, faults);
			case Reading.Unreadable() -> Answer.no(400, "There was an error parsing the body");
		};
	}

	private LegacyBodies.Robot body(KnownRobot robot) {
		return new LegacyBodies.Robot(robot.id(), robot.name(), robot.type(), robot.ip(),
				robot.online() ? "online" : "offline", written(robot.lastSeen()), robot.hostUp());
	}

	private String now() {
		return written(this.clock.instant());
	}

	private String written(Instant instant) {
		return this.clock.write(instant);
	}

	/** One method on one path. */
	private record Route(String method, Pattern path, Function<Request, Answer> answer) {
	}

}
