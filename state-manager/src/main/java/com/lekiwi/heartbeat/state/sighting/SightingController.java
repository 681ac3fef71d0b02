package com.lekiwi.heartbeat.state.sighting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.starter.problem.RetryAfter;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.starter.body.BodyReader;
import com.lekiwi.heartbeat.state.body.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes {@code POST /api/v2/sightings}: when robots were heard by somebody else, and who
 * they are. Answers after the commit, per item; 503 when none could be taken now.
 */
@RestController
class SightingController {

	private final Sightings sightings;

	private final JsonBody json;

	private final StateManagerProperties.Ingest settings;

	SightingController(Sightings sightings, JsonBody json, StateManagerProperties properties) {
		this.sightings = sightings;
		this.json = json;
		this.settings = properties.ingest();
	}

	/**
	 * The answer for one item.
	 *
	 * @param robotId which robot, where it said so
	 * @param status what became of it
	 * @param faults everything that is wrong with it; absent when nothing is
	 */
	record Item(@Nullable RobotId robotId, SightingStatus status, @Nullable List<Fault> faults) {

	}

	/**
	 * The answer for a request.
	 *
	 * @param registered how many robots nobody had known
	 * @param advanced of how many there was news
	 * @param unchanged of how many there was none
	 * @param items an answer an item, in the order of the request
	 */
	record Answer(int registered, int advanced, int unchanged, List<Item> items) {

		static Answer of(List<Item> items) {
			return new Answer(count(items, SightingStatus.REGISTERED), count(items, SightingStatus.ADVANCED),
					count(items, SightingStatus.UNCHANGED), items);
		}

		private static int count(List<Item> items, SightingStatus status) {
			return (int) items.stream().filter(item -> item.status() == status).count();
		}

	}

	@PostMapping("/api/v2/sightings")
	ResponseEntity<Object> take(HttpServletRequest request) throws IOException {
		List<SightingReader.Result> read = this.json.many(BodyReader.read(request, this.settings.maxBatchSize()),
				this.settings.maxBatchItems(), "sightings", SightingReader::read);
		List<SightedRobot> robots = read.stream()
			.map(SightingReader.Result::robot)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
		Map<Integer, SightingStatus> statuses = this.sightings.take(robots);
		if (!robots.isEmpty() && statuses.values().stream().allMatch(SightingStatus.UNAVAILABLE::equals)) {
			return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
				.headers(RetryAfter.header())
				.body(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, ProblemType.UNAVAILABLE,
						"no sighting could be taken now; send the same ones again"));
		}
		List<Item> items = new ArrayList<>(read.size());
		for (int i = 0; i < read.size(); i++) {
			SightingReader.Result result = read.get(i);
			SightingStatus status = statuses.getOrDefault(i, SightingStatus.INVALID);
			items.add(new Item(result.id(), status, (result.robot() == null) ? result.faults() : null));
		}
		return ResponseEntity.ok(Answer.of(items));
	}

}
