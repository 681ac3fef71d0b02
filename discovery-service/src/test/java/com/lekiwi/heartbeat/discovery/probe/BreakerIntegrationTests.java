package com.lekiwi.heartbeat.discovery.probe;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.Street;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class BreakerIntegrationTests {

	private static final PostgresDatabase NONE = new PostgresDatabase("jdbc:postgresql://127.0.0.1:1/none", "a", "b");

	private static final String HERE = "127.20.8.1";

	@Test
	void anAddressThatFailsInARowIsLeftAloneUntilOneProbeFindsItWell() {
		try (Street street = new Street()) {
			Neighbour[] neighbour = new Neighbour[] { Neighbour.dead() };
			street.build(HERE, client -> neighbour[0].serve(client));
			try (Discovery discovery = Discovery.start(NONE, "networks.ports=" + street.port(), "probe.deadline=100ms",
					"breaker.failures=2", "breaker.pause=1s")) {
				assertThat(ask(discovery)).isEqualTo("silent");
				assertThat(ask(discovery)).isEqualTo("silent");
				assertThat(ask(discovery)).isEqualTo("skipped_unhealthy");
				assertThat(street.visits(HERE)).isEqualTo(2);
				MeterRegistry meters = discovery.bean(MeterRegistry.class);
				assertThat(meters.get("discovery.breakers.open").gauge().value()).isEqualTo(1);
				neighbour[0] = Neighbour.lekiwi("kiwi-1");
				Awaitility.await().until(() -> ask(discovery).equals("robot"));
				assertThat(meters.get("discovery.breakers").gauge().value()).isZero();
				neighbour[0] = Neighbour.dead();
				assertThat(ask(discovery)).isEqualTo("silent");
				assertThat(ask(discovery)).as("it begins anew").isEqualTo("silent");
			}
		}
	}

	@Test
	void whoRefusesIsAskedAgainAndAgain() {
		try (Discovery discovery = Discovery.start(NONE, "networks.ports=" + Street.freePort(), "breaker.failures=1")) {
			assertThat(ask(discovery)).isEqualTo("refused");
			assertThat(ask(discovery)).isEqualTo("refused");
		}
	}

	@Test
	void noMoreAddressesAreRememberedThanMayBe() {
		try (Street street = new Street()) {
			for (int i = 1; i <= 50; i++) {
				street.build("127.20.8." + i, Neighbour.dead());
			}
			try (Discovery discovery = Discovery.start(NONE, "networks.ports=" + street.port(), "probe.deadline=50ms",
					"breaker.failures=1", "breaker.max-addresses=10")) {
				for (int i = 1; i <= 50; i++) {
					discovery.api().read("/api/v2/discover/127.20.8." + i);
				}
				MeterRegistry meters = discovery.bean(MeterRegistry.class);
				Awaitility.await().until(() -> meters.get("discovery.breakers").gauge().value() <= 10);
			}
		}
	}

	private static String ask(Discovery discovery) {
		return discovery.api().read("/api/v2/discover/" + HERE).get("outcome").stringValue();
	}

}
