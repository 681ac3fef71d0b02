package com.lekiwi.heartbeat.adapter.dialect;

import java.util.Optional;
import java.util.function.Function;

import com.lekiwi.heartbeat.adapter.beat.BeatRelay;
import com.lekiwi.heartbeat.adapter.beat.KeyedBeat;
import com.lekiwi.heartbeat.adapter.fleet.FleetReader;
import com.lekiwi.heartbeat.adapter.fleet.HeardRobot;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** What each path and method of the legacy answers. */
@Component
class DialectRoutes {

	private final BeatRelay relay;

	private final BeatReader reader;

	private final FleetReader fleet;

	private final FleetBodies bodies;

	private final SharedRead<byte[]> robots;

	private final SharedRead<Integer> count;

	DialectRoutes(BeatRelay relay, BeatReader reader, FleetReader fleet, FleetBodies bodies, AdapterSettings settings) {
		this.relay = relay;
		this.reader = reader;
		this.fleet = fleet;
		this.bodies = bodies;
		this.robots = new SharedRead<>(() -> bodies.robots(fleet.all()), settings.dialect().readTimeout());
		this.count = new SharedRead<>(fleet::count, settings.dialect().readTimeout());
	}

	/**
	 * Answers a request.
	 * @param method its method
	 * @param path its path as it was sent
	 * @param contentType what the body says it is; absent where it does not
	 * @param body its body
	 * @param key tells this request from others, and is the same in its copies
	 * @return the answer
	 */
	Answer answer(String method, String path, @Nullable String contentType, byte[] body, String key) {
		Target target = Target.of(path);
		if (!(target instanceof Target.Nothing) && !method.equals(target.method())) {
			return Answer.notAllowed(target.method());
		}
		return switch (target) {
			case Target.Heartbeat() -> heartbeat(contentType, body, key);
			case Target.Robot(String id) -> robot(id, this.bodies::robot);
			case Target.Teleoperation(String id) -> robot(id, this.bodies::teleoperation);
			case Target.Robots() -> Answer.ok(this.robots.get());
			case Target.Health() -> Answer.ok(this.bodies.health(this.count.get()));
			case Target.Nothing() -> Answer.NOT_FOUND;
		};
	}

	private Answer heartbeat(@Nullable String contentType, byte[] body, String key) {
		return switch (this.reader.read(contentType, body)) {
			case Reading.Beat beat -> deliver(beat, key);
			case Reading.Faulty(var faults) -> Answer.faulty(faults);
			case Reading.Unreadable() -> Answer.UNREADABLE;
		};
	}

	/**
	 * The legacy would have taken the beat: whatever keeps it from a commit, the edge is
	 * told to ask the legacy.
	 */
	private Answer deliver(Reading.Beat beat, String key) {
		KeyedBeat keyed = new KeyedBeat(key, beat.robotId(), beat.name(), beat.type(), beat.address(), beat.status(),
				beat.hostReady());
		return switch (this.relay.deliver(keyed)) {
			case COMMITTED -> Answer.UPDATED;
			case UNAVAILABLE, OVERLOADED, REFUSED -> Answer.UNAVAILABLE;
		};
	}

	private Answer robot(String id, Function<HeardRobot, byte[]> body) {
		Optional<HeardRobot> robot = RobotId.isValid(id) ? this.fleet.find(id) : Optional.empty();
		return robot.map(body).map(Answer::ok).orElse(Answer.ROBOT_NOT_FOUND);
	}

}
