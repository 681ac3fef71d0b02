package com.lekiwi.heartbeat.state.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SampleQueryTests {

	private static final Instant NOW = Instant.parse("2026-03-31T12:34:56Z");

	@Test
	void withoutParametersItIsTheLastDayByFiveMinutes() {
		assertThat(read(Map.of()))
			.isEqualTo(new SampleQuery(NOW.minus(Duration.ofDays(1)), NOW, Duration.ofMinutes(5)));
	}

	@Test
	void theUsualStepGrowsWithTheRange() {
		assertThat(read(Map.of("from", "2026-03-31T12:00:00Z")).step()).isEqualTo(Duration.ofMinutes(1));
		assertThat(read(Map.of("from", "2026-03-28T12:00:00Z")).step()).isEqualTo(Duration.ofMinutes(15));
		assertThat(read(Map.of("from", "2026-03-02T12:00:00Z")).step()).isEqualTo(Duration.ofHours(6));
	}

	@Test
	void anEndInTheFutureIsNow() {
		assertThat(read(Map.of("to", "2027-01-01T00:00:00Z")).to()).isEqualTo(NOW);
	}

	@Test
	void aDayByTheMinuteMayBeAskedForAndMoreMayNot() {
		assertThat(read(Map.of("step", "1m")).step()).isEqualTo(Duration.ofMinutes(1));
		assertThat(faults(Map.of("from", "2026-03-29T12:00:00Z", "step", "1m"))).singleElement().satisfies(fault -> {
			assertThat(fault.field()).isEqualTo("step");
			assertThat(fault.message()).contains("2915 points").contains("1500");
		});
	}

	@Test
	void everyFaultIsNamedAtOnce() {
		Map<String, String> wrong = Map.of("from", "2026-03-31T12:00:00Z", "to", "2026-03-31T11:00:00Z", "step", "90s",
				"limit", "3");
		assertThat(faults(wrong)).extracting(Fault::field).containsExactlyInAnyOrder("limit", "from", "step");
		assertThat(faults(Map.of("from", "2026-04-01T00:00:00Z"))).extracting(Fault::message)
			.containsExactly("must not be in the future");
		assertThat(faults(Map.of("from", "yesterday", "to", "2026-13-01T00:00:00Z"))).hasSize(2);
	}

	@Test
	void stepsAreWholeMinutesUpToADay() {
		for (String step : List.of("0m", "25h", "2d", "1441m", "1", "m", "1.5h", "-5m", "1M", "")) {
			assertThat(faults(Map.of("step", step))).as(step).extracting(Fault::field).containsExactly("step");
		}
		assertThat(read(Map.of("step", "1440m")).step()).isEqualTo(Duration.ofDays(1));
	}

	@Test
	void whatIsNoLongerKeptIsGone() {
		assertThat(read(Map.of("from", "2026-03-01T00:00:00Z")).from()).isEqualTo("2026-03-01T00:00:00Z");
		ErrorResponseException gone = catchThrowableOfType(ErrorResponseException.class,
				() -> read(Map.of("from", "2026-02-28T23:59:59Z")));
		assertThat(gone.getStatusCode()).isEqualTo(HttpStatus.GONE);
		assertThat(gone.getBody().getProperties()).containsEntry("kept_since", Instant.parse("2026-03-01T00:00:00Z"));
		assertThat(catchThrowableOfType(ErrorResponseException.class, () -> read(Map.of("to", "2026-02-01T00:00:00Z")))
			.getBody()
			.getDetail()).startsWith("to asks");
	}

	private static SampleQuery read(Map<String, String> parameters) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		parameters.forEach(request::setParameter);
		return SampleQuery.of("kiwi", request, NOW, 30);
	}

	@SuppressWarnings("unchecked")
	private static List<Fault> faults(Map<String, String> parameters) {
		InvalidRequestException wrong = catchThrowableOfType(InvalidRequestException.class, () -> read(parameters));
		return (List<Fault>) wrong.getBody().getProperties().get("faults");
	}

}
