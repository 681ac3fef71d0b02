package com.lekiwi.heartbeat.benchmarks.discovery;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;

import com.lekiwi.heartbeat.benchmarks.process.FreePorts;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import com.lekiwi.heartbeat.benchmarks.run.OpenResources;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourMix;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class SerialTrialIntegrationTests {

	@TempDir
	private Path directory;

	private final Neighbourhood neighbourhood = new Neighbourhood(
			new NeighbourSettings(10, 1, NeighbourMix.of("lekiwi=9,dead=1")), 1, FreePorts.any());

	@Test
	void theLegacyAsksEachAddressOnceAndWaitsForTheDeadOne() throws IOException {
		try (this.neighbourhood) {
			this.neighbourhood.start();
			assertThat(measure()).isGreaterThanOrEqualTo(2);
			assertThat(this.neighbourhood.truth().neighbours()).extracting(NeighbourTruth::requests).containsOnly(1L);
		}
	}

	@Test
	void aLegacyThatDoesNotHearEveryRobotIsNoReference() {
		// Nobody has started them.
		assertThatExceptionOfType(BenchmarkException.class).isThrownBy(this::measure)
			.withMessage("the legacy asked 10 of 10 addresses and heard 0 of 9 robots");
	}

	private double measure() {
		try (OpenResources resources = new OpenResources()) {
			return SerialTrial.measure(new BenchmarkRun(true, this.directory, Installation.ofThisProgram(), resources,
					new PrintWriter(new StringWriter())), this.neighbourhood.truth(), Clock.systemUTC());
		}
	}

}
