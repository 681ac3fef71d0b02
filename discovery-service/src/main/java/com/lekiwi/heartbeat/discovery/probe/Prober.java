package com.lekiwi.heartbeat.discovery.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.discovery.address.AllowedNetworks;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Asks an address, on one configured port after the other until one is a robot's, and
 * within one deadline. It blocks its thread and always answers.
 */
@Component
public final class Prober {

	private static final Logger log = LoggerFactory.getLogger(Prober.class);

	private final AllowedNetworks networks;

	private final Breakers breakers;

	private final StatusClient client;

	private final List<Integer> ports;

	private final Duration deadline;

	private final MeterRegistry registry;

	Prober(AllowedNetworks networks, Breakers breakers, StatusClient client, DiscoverySettings settings,
			MeterRegistry registry) {
		this.networks = networks;
		this.breakers = breakers;
		this.client = client;
		this.ports = settings.networks().ports();
		this.deadline = settings.probe().deadline();
		this.registry = registry;
	}

	/**
	 * Asks.
	 * @param address whom
	 * @return what came of it
	 */
	public ProbeResult probe(LiteralAddress address) {
		long begun = System.nanoTime();
		ProbeResult result;
		try {
			result = ask(address, begun).took(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
		}
		catch (RuntimeException ex) {
			log.error("the probe of {} failed", address, ex);
			this.breakers.asked(address, Outcome.FAILED);
			result = ProbeResult.without(address, Outcome.FAILED,
					"a mistake of ours: " + ex.getClass().getSimpleName());
		}
		Timer.builder("discovery.probes")
			.description("Addresses that were asked, by what came of it")
			.tag("outcome", result.outcome().key())
			.publishPercentileHistogram()
			.register(this.registry)
			.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
		return result;
	}

	private ProbeResult ask(LiteralAddress address, long begun) {
		Optional<String> refusal = this.networks.refusal(address);
		if (refusal.isPresent()) {
			return ProbeResult.without(address, Outcome.FAILED, address + " " + refusal.get());
		}
		if (!this.breakers.permits(address)) {
			return ProbeResult.without(address, Outcome.SKIPPED_UNHEALTHY,
					"it failed too often in a row, and is left alone for a while");
		}
		ProbeResult best = askPorts(address, begun);
		this.breakers.asked(address, best.outcome());
		return best;
	}

	private ProbeResult askPorts(LiteralAddress address, long begun) {
		@Nullable ProbeResult best = null;
		for (int i = 0; i < this.ports.size(); i++) {
			Duration left = this.deadline.minusNanos(System.nanoTime() - begun);
			Duration time = left.dividedBy(this.ports.size() - i);
			if (!time.isPositive()) {
				break;
			}
			int port = this.ports.get(i);
			ProbeResult told = ProbeResult.of(address, port, this.client.ask(address, port, time));
			if (told.outcome() == Outcome.ROBOT) {
				return told;
			}
			if (best == null || told.outcome().compareTo(best.outcome()) < 0) {
				best = told;
			}
		}
		return (best != null) ? best : ProbeResult.without(address, Outcome.FAILED, "there was no time to ask");
	}

}
