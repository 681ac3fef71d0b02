package com.lekiwi.heartbeat.state.event;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The log of changes, to be followed, and the history of one robot.
 * <p>
 * {@code GET /api/v2/events?since=&limit=&kind=&subject=&subject_kind=} answers with an
 * {@link EventPage} of events after the cursor {@code since}, in the order of their ids.
 * Without {@code since} it begins with the oldest event that is kept;
 * {@code since=latest} answers with the cursor of now and no events. A page that is not
 * full is the last one for now: ask again from its {@code next_cursor}. A cursor that the
 * log no longer reaches back to is answered with 410 and {@code oldest_cursor}, from
 * which to go on.
 * <p>
 * {@code GET /api/v2/robots/{id}/events?from=&to=&order=&kind=&limit=&cursor=} answers
 * with the robot's events, the newest first ({@code order=oldest} turns it around), that
 * happened at or after {@code from} and before {@code to}.
 */
@RestController
class EventController {

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1_000;

	/** Stands for the newest cursor there is. */
	private static final String LATEST = "latest";

	/** No id is ever so high. */
	private static final long END = Long.MAX_VALUE;

	private static final int LONGEST_SUBJECT = 64;

	private static final Set<String> KINDS = Arrays.stream(EventKind.values())
		.map(EventKind::wireName)
		.collect(Collectors.toUnmodifiableSet());

	private final EventReader reader;

	private final Clock clock;

	EventController(EventReader reader, Clock clock) {
		this.reader = reader;
		this.clock = clock;
	}

	@GetMapping("/api/v2/events")
	EventPage events(HttpServletRequest request) {
		QueryParameters query = QueryParameters.of(request, "since", "limit", "kind", "subject", "subject_kind");
		int limit = query.limit(DEFAULT_LIMIT, MAX_LIMIT);
		Long since = query.one("since", text -> text.equals(LATEST) ? Long.valueOf(END) : QueryParameters.number(text),
				"the next_cursor of an earlier page, or " + LATEST);
		EventFilter filter = new EventFilter(query.some("kind", KINDS),
				query.one("subject_kind", EventController::subjectKind, "robot, site or observer"),
				query.one("subject", EventController::subject, "1 to 64 characters"), null, null);
		query.check();
		Instant asOf = this.clock.instant();
		boolean latest = since != null && since == END;
		EventReader.Page page = this.reader.page(since, filter, latest ? 0 : limit);
		if (since != null && !latest) {
			checkCursor(since, page, query);
		}
		boolean full = !latest && page.events().size() == limit;
		long next = full ? page.events().getLast().id() : page.newest();
		return new EventPage(asOf, page.events(), Long.toString(next));
	}

	@GetMapping("/api/v2/robots/{id}/events")
	EventPage history(@PathVariable("id") String id, HttpServletRequest request) {
		QueryParameters query = QueryParameters.of(request, "from", "to", "order", "kind", "limit", "cursor");
		if (!RobotId.isValid(id)) {
			query.fault("id", "must match " + RobotId.FORM.pattern());
		}
		int limit = query.limit(DEFAULT_LIMIT, MAX_LIMIT);
		Long after = query.one("cursor", QueryParameters::number, "the next_cursor of the page before");
		String order = query.one("order", text -> Set.of("newest", "oldest").contains(text) ? text : null,
				"newest or oldest");
		EventFilter filter = new EventFilter(query.some("kind", KINDS), null, id, query.time("from"), query.time("to"));
		query.checkRange(filter.from(), filter.to());
		query.check();
		if (!this.reader.knows(new RobotId(id))) {
			throw new ErrorResponseException(HttpStatus.NOT_FOUND,
					Problems.problem(HttpStatus.NOT_FOUND, ProblemType.UNKNOWN_ROBOT, "no robot has the id " + id),
					null);
		}
		Instant asOf = this.clock.instant();
		List<FleetEvent> events = this.reader.history(filter, !"oldest".equals(order), after, limit + 1);
		boolean more = events.size() > limit;
		List<FleetEvent> page = more ? events.subList(0, limit) : events;
		return new EventPage(asOf, page, more ? Long.toString(page.getLast().id()) : null);
	}

	private static void checkCursor(long since, EventReader.Page page, QueryParameters query) {
		if (since > page.newest()) {
			query.fault("since", "is ahead of the log, which ends at " + page.newest()
					+ ": it is of another log; begin again without since, or with since=" + LATEST);
			query.check();
		}
		if (since < page.droppedUpTo()) {
			ProblemDetail problem = Problems.problem(HttpStatus.GONE, ProblemType.CURSOR_TOO_OLD,
					"events after " + since + " are no longer kept; read the fleet anew and go on from oldest_cursor, "
							+ "or begin without since");
			problem.setProperty("oldest_cursor", Long.toString(page.droppedUpTo()));
			throw new ErrorResponseException(HttpStatus.GONE, problem, null);
		}
	}

	private static @Nullable String subjectKind(String text) {
		return Arrays.stream(SubjectKind.values())
			.map(kind -> kind.name().toLowerCase(Locale.ROOT))
			.filter(text::equals)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String subject(String text) {
		boolean possible = !text.isEmpty() && text.length() <= LONGEST_SUBJECT
				&& text.chars().noneMatch(Character::isISOControl);
		return possible ? text : null;
	}

}
