package com.lekiwi.heartbeat.state.registry;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.cache.Look;
import com.lekiwi.heartbeat.state.cache.RobotCache;
import com.lekiwi.heartbeat.state.cache.RobotCopy;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Reads one robot: a copy from Redis where there is one, else from PostgreSQL. */
@Component
class CachedRobots {

	private final RobotReader reader;

	private final RobotCache cache;

	private final UpdatePublisher publisher;

	private final JsonMapper json;

	private final Clock clock;

	CachedRobots(RobotReader reader, RobotCache cache, UpdatePublisher publisher, JsonMapper json, Clock clock) {
		this.reader = reader;
		this.cache = cache;
		this.publisher = publisher;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * A robot, and where it was found.
	 *
	 * @param copy the robot
	 * @param isOld whether it was read for somebody else, earlier
	 */
	record Found(RobotCopy copy, boolean isOld) {

	}

	Optional<Found> find(RobotId id) {
		if (this.publisher.isTelling(id)) {
			// Whoever has just changed it here is to see that.
			this.cache.passOver();
			return read(id).map(copy -> new Found(copy, false));
		}
		return switch (this.cache.look(id, RobotTag.FORM)) {
			case Look.Hit hit -> Optional.of(new Found(hit.copy(), true));
			case Look.Miss miss -> read(id).map(copy -> new Found(copy, false));
			case Look.Ticket ticket -> {
				Optional<RobotCopy> copy = read(id);
				copy.ifPresent(read -> this.cache.fill(id, RobotTag.FORM, ticket, read));
				yield copy.map(read -> new Found(read, false));
			}
		};
	}

	private Optional<RobotCopy> read(RobotId id) {
		Instant before = this.clock.instant();
		return this.reader.find(id)
			.map(robot -> new RobotCopy(before, RobotTag.of(robot), this.json.writeValueAsBytes(robot)));
	}

}
