package com.lekiwi.heartbeat.monitor.push;

import java.time.Duration;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Defaults;
import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubscriptionReaderTests {

	private static final Duration RATE = Duration.ofMillis(250);

	private final SubscriptionReader reader = new SubscriptionReader(Defaults.with("push.default-rate=250ms"));

	@Test
	void everythingButTheOpMayBeMissing() {
		assertThat(this.reader.read("{\"op\":\"subscribe\",\"filter\":null,\"unknown\":{}}"))
			.isEqualTo(new Subscription(RobotFilter.ALL, RATE, false, null));
	}

	@Test
	void aFilterIsReadAsItStands() {
		assertThat(this.reader
			.read("""
					{"op":"subscribe","max_rate_ms":0,"events":true,"since":"42","filter":{"status":["online","failed"],"type":["xle"],
					"site":["lab-a","Büro"],"ids":["kiwi-01"],"offline_cause":["site"],"flapping":true,"color":["red"]}}"""))
			.isEqualTo(new Subscription(
					new RobotFilter(Set.of(RobotStatus.ONLINE, RobotStatus.FAILED), Set.of(RobotType.XLE),
							Set.of("lab-a", "Büro"), Set.of(new RobotId("kiwi-01")), Set.of(OfflineCause.SITE), true),
					Duration.ZERO, true, 42L));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					[1]                                                   | not a JSON object
					{"op":                                                | not a JSON object
					``                                                    | not a JSON object
					{}                                                    | op: a text is needed
					{"op":5}                                              | op: a text is needed
					{"op":"fly"}                                          | op: only subscribe is known
					{"op":"subscribe","filter":[]}                        | filter: not an object
					{"op":"subscribe","filter":{"status":"online"}}       | filter.status: not an array
					{"op":"subscribe","filter":{"status":["flying"]}}     | filter.status: unknown value "flying"
					{"op":"subscribe","filter":{"type":[null]}}           | filter.type: unknown value null
					{"op":"subscribe","filter":{"ids":["a b"]}}           | filter.ids: unknown value "a b"
					{"op":"subscribe","filter":{"site":[7]}}              | filter.site: unknown value 7
					{"op":"subscribe","filter":{"offline_cause":["x"]}}   | filter.offline_cause: unknown value "x"
					{"op":"subscribe","filter":{"flapping":"yes"}}        | filter.flapping: true or false is needed
					{"op":"subscribe","events":1}                         | events: true or false is needed
					{"op":"subscribe","events":true,"since":7}            | since: a cursor of the log of events is needed
					{"op":"subscribe","events":true,"since":"-7"}         | since: a cursor of the log of events is needed
					{"op":"subscribe","max_rate_ms":-1}                   | max_rate_ms: a whole number from 0 to 60000 is needed
					{"op":"subscribe","max_rate_ms":1e99}                 | max_rate_ms: a whole number from 0 to 60000 is needed
					{"op":"subscribe","max_rate_ms":"250"}                | max_rate_ms: a whole number from 0 to 60000 is needed
					""")
	void whatIsWrongIsNamed(String message, String detail) {
		assertThatExceptionOfType(MessageRefusedException.class).isThrownBy(() -> this.reader.read(message))
			.withMessage(detail);
	}

}
