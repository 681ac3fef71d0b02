package com.lekiwi.heartbeat.state.incident;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeardSiteTests {

	/**
	 * Cut off right after its robots were last heard, a site's first robot is missed two
	 * intervals later; it may have been heard one and a half intervals before the count.
	 */
	@ParameterizedTest
	@CsvSource({ "PT0S,PT1S", "PT1S,PT1S", "PT5S,PT2.5S", "PT20S,PT10S", "PT60S,PT30S", "PT300S,PT30S" })
	void aSiteThatIsHeardIsCountedAgainBeforeItsRobotsCouldBeMissed(Duration interval, Duration memory) {
		assertThat(IncidentDetector.memory(new SilenceCensus(100, 3, 1, interval))).isEqualTo(memory);
	}

}
