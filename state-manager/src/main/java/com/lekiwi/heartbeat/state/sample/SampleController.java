package com.lekiwi.heartbeat.state.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.sample.SampleSeries;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.registry.KnownRobots;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v2/robots/{id}/samples?from=&to=&step=}: a robot's battery and
 * resources over time, as a {@link SampleSeries}. The range ends now where {@code to} is
 * not given or not yet over, and is a day long where {@code from} is not given. The
 * running minute is in memory, and not waited for: {@code complete_until} says so.
 */
@RestController
class SampleController {

	private final SampleReader reader;

	private final SampleAccumulator running;

	private final KnownRobots robots;

	private final Clock clock;

	private final int daysKept;

	SampleController(SampleReader reader, SampleAccumulator running, KnownRobots robots, Clock clock,
			StateManagerProperties properties) {
		this.reader = reader;
		this.running = running;
		this.robots = robots;
		this.clock = clock;
		this.daysKept = properties.retention().samplesDays();
	}

	@GetMapping("/api/v2/robots/{id}/samples")
	SampleSeries samples(@PathVariable("id") String id, HttpServletRequest request) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		SampleQuery query = SampleQuery.of(id, request, now, this.daysKept);
		RobotId robot = this.robots.require(id);
		Instant completeUntil = this.running.completeUntil();
		return new SampleSeries(robot, query.from(), query.to(), (int) query.step().toSeconds(), now, completeUntil,
				this.reader.read(robot, query));
	}

}
