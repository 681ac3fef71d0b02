package com.lekiwi.heartbeat.state.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Which samples are asked for.
 *
 * @param from the beginning of the range
 * @param to its end
 * @param step a whole number of minutes
 */
record SampleQuery(Instant from, Instant to, Duration step) {

	private static final Duration DAY = Duration.ofDays(1);

	/** A day by the minute fits. */
	private static final long MAX_POINTS = 1_500;

	/** So many points, or fewer, where nobody says how long a step is. */
	private static final long USUAL_POINTS = 300;

	private static final List<Duration> USUAL_STEPS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5),
			Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6), DAY);

	private static final Pattern STEP = Pattern.compile("([1-9][0-9]{0,3})([mhd])");

	/**
	 * Reads a request.
	 * @param id what stands in the path
	 * @param request its parameters are {@code from}, {@code to} and {@code step}
	 * @param now the time
	 * @param daysKept days for which samples are kept
	 * @return what is asked for
	 * @throws ErrorResponseException 400 with every fault; 410 if the range begins before
	 * what is kept
	 */
	static SampleQuery of(String id, HttpServletRequest request, Instant now, int daysKept) {
		QueryParameters query = QueryParameters.of(request, "from", "to", "step");
		if (!RobotId.isValid(id)) {
			query.fault("id", "must match " + RobotId.FORM.pattern());
		}
		Instant givenFrom = query.time("from");
		Instant givenTo = query.time("to");
		query.checkRange(givenFrom, givenTo);
		if (givenFrom != null && !givenFrom.isBefore(now)) {
			query.fault("from", "must not be in the future");
		}
		Duration givenStep = query.one("step", SampleQuery::step,
				"whole minutes, hours or days, up to a day, such as 1m, 15m, 6h or 1d");
		Instant to = (givenTo != null && givenTo.isBefore(now)) ? givenTo : now;
		Instant from = (givenFrom != null) ? givenFrom : to.minus(DAY);
		long points = (givenStep != null && from.isBefore(to)) ? points(from, to, givenStep) : 0;
		if (points > MAX_POINTS) {
			query.fault("step", "makes " + points + " points of this range; there may be " + MAX_POINTS
					+ ", so ask for longer steps or a shorter range");
		}
		query.check();
		checkKept((givenFrom != null) ? "from" : "to", from, now, daysKept);
		return new SampleQuery(from, to, (givenStep != null) ? givenStep : usualStep(from, to));
	}

	private static long points(Instant from, Instant to, Duration step) {
		long seconds = step.toSeconds();
		return Math.floorDiv(to.getEpochSecond(), seconds) - Math.floorDiv(from.getEpochSecond(), seconds) + 1;
	}

	private static Duration usualStep(Instant from, Instant to) {
		return USUAL_STEPS.stream().filter(step -> points(from, to, step) <= USUAL_POINTS).findFirst().orElse(DAY);
	}

	private static @Nullable Duration step(String text) {
		Matcher form = STEP.matcher(text);
		if (!form.matches()) {
			return null;
		}
		long count = Long.parseLong(form.group(1));
		Duration step = switch (form.group(2)) {
			case "m" -> Duration.ofMinutes(count);
			case "h" -> Duration.ofHours(count);
			default -> Duration.ofDays(count);
		};
		return (step.compareTo(DAY) <= 0) ? step : null;
	}

	private static void checkKept(String parameter, Instant from, Instant now, int daysKept) {
		Instant keptSince = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).minusDays(daysKept).toInstant();
		if (from.isBefore(keptSince)) {
			ProblemDetail problem = Problems.problem(HttpStatus.GONE, ProblemType.TIME_TOO_OLD,
					parameter + " asks for samples of before " + keptSince + ", since when they are kept");
			problem.setProperty("kept_since", keptSince);
			throw new ErrorResponseException(HttpStatus.GONE, problem, null);
		}
	}

}
