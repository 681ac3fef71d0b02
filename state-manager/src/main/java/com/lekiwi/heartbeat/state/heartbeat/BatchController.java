package com.lekiwi.heartbeat.state.heartbeat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.starter.problem.RetryAfter;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.starter.body.BodyReader;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes {@code POST /api/v2/heartbeats}: beats of many robots, from gateways. Answers
 * after the commit, per item; 503 when none could be taken now.
 */
@RestController
class BatchController {

	private final GroupCommit commits;

	private final BeatJson json;

	private final IngestMetrics metrics;

	private final Clock clock;

	private final StateManagerProperties.Ingest settings;

	BatchController(GroupCommit commits, BeatJson json, IngestMetrics metrics, Clock clock,
			StateManagerProperties properties) {
		this.commits = commits;
		this.json = json;
		this.metrics = metrics;
		this.clock = clock;
		this.settings = properties.ingest();
	}

	/** What became of an item. */
	enum ItemStatus {

		/** Committed, or was already. */
		@JsonProperty("accepted")
		ACCEPTED,

		/** Wrong; {@code faults} says why. */
		@JsonProperty("invalid")
		INVALID,

		/** The store refuses it, and would again. */
		@JsonProperty("refused")
		REFUSED,

		/** Not now; send it again. */
		@JsonProperty("unavailable")
		UNAVAILABLE

	}

	/**
	 * The answer for one item.
	 *
	 * @param robotId whose beat, where it said so
	 * @param status what became of it
	 * @param faults everything that is wrong with it; absent when nothing is
	 */
	record Item(@Nullable RobotId robotId, ItemStatus status, @Nullable List<Fault> faults) {

	}

	/**
	 * The answer for a batch.
	 *
	 * @param accepted how many items are on disk
	 * @param items an answer an item, in the order of the request
	 */
	record Answer(int accepted, List<Item> items) {

	}

	@PostMapping("/api/v2/heartbeats")
	ResponseEntity<Object> take(HttpServletRequest request) throws IOException {
		List<BeatReader.Result> read = this.json.many(BodyReader.read(request, this.settings.maxBatchSize()),
				this.settings.maxBatchItems());
		Instant receivedAt = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		List<ReceivedBeat> beats = new ArrayList<>(read.size());
		Map<RobotId, Integer> earlier = HashMap.newHashMap(read.size());
		for (BeatReader.Result result : read) {
			Heartbeat beat = result.beat();
			RobotId id = result.robotId();
			if (beat != null && id != null) {
				int before = earlier.merge(id, 1, Integer::sum) - 1;
				beats.add(new ReceivedBeat(id, beat, (beat.key() != null) ? after(receivedAt, before) : receivedAt));
			}
			else {
				this.metrics.invalid();
			}
		}
		List<BeatOutcome> outcomes = beats.isEmpty() ? List.of() : this.commits.commit(beats);
		outcomes.forEach(this.metrics::settled);
		boolean noneNow = !outcomes.isEmpty() && outcomes.stream().allMatch(BatchController::mayComeAgain);
		if (noneNow) {
			return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
				.headers(RetryAfter.header())
				.body(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, ProblemType.UNAVAILABLE,
						"no beat could be taken now; send the same batch again"));
		}
		return ResponseEntity.ok(answer(read, outcomes));
	}

	/**
	 * Beats without a number are ordered by their time of receipt alone, also where those
	 * of one request are committed in several groups.
	 */
	private static Instant after(Instant receivedAt, int beats) {
		return receivedAt.plus(beats, ChronoUnit.MICROS);
	}

	private static boolean mayComeAgain(BeatOutcome outcome) {
		return outcome == BeatOutcome.UNAVAILABLE || outcome == BeatOutcome.OVERLOADED;
	}

	private static Answer answer(List<BeatReader.Result> read, List<BeatOutcome> outcomes) {
		List<Item> items = new ArrayList<>(read.size());
		int next = 0;
		for (BeatReader.Result result : read) {
			if (result.beat() == null) {
				items.add(new Item(result.robotId(), ItemStatus.INVALID, result.faults()));
			}
			else {
				items.add(new Item(result.robotId(), statusOf(outcomes.get(next)), null));
				next++;
			}
		}
		int accepted = (int) items.stream().filter(item -> item.status() == ItemStatus.ACCEPTED).count();
		return new Answer(accepted, items);
	}

	private static ItemStatus statusOf(BeatOutcome outcome) {
		return switch (outcome) {
			case COMMITTED -> ItemStatus.ACCEPTED;
			case REFUSED -> ItemStatus.REFUSED;
			case UNAVAILABLE, OVERLOADED -> ItemStatus.UNAVAILABLE;
		};
	}

}
