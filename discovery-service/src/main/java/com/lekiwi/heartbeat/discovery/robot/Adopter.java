package com.lekiwi.heartbeat.discovery.robot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * Registers robots with state-manager, again and again until each is taken or refused.
 */
@Component
final class Adopter {

	private static final Logger log = LoggerFactory.getLogger(Adopter.class);

	private static final Duration AWAY = Duration.ofSeconds(1);

	private final PendingStore pending;

	private final SightingClient client;

	private final Duration interval;

	private final MeterRegistry registry;

	private final AtomicInteger waiting = new AtomicInteger();

	private boolean away;

	Adopter(PendingStore pending, SightingClient client, DiscoverySettings settings, MeterRegistry registry) {
		this.pending = pending;
		this.client = client;
		this.interval = settings.adoption().interval();
		this.registry = registry;
		Gauge.builder("discovery.adoptions.pending", this.waiting, AtomicInteger::get)
			.description("Robots that wait to be registered with state-manager, of all replicas together")
			.register(registry);
	}

	/** Once; says how long to pause. */
	Duration step() {
		try {
			List<Pending> robots = this.pending.take();
			if (!robots.isEmpty()) {
				register(robots);
			}
			this.waiting.set(this.pending.waiting());
			this.away = false;
			return robots.isEmpty() ? this.interval : Duration.ZERO;
		}
		catch (DataAccessException ex) {
			// PostgreSQL is away, or state-manager has not brought it up to date yet.
			if (!this.away) {
				log.warn("no adoptions for now: {}", ex.getMessage());
			}
			this.away = true;
			return AWAY;
		}
	}

	private void register(List<Pending> robots) {
		try {
			List<Answer.Item> items = this.client.send(robots);
			this.pending.decide(robots, items);
			items.forEach(item -> count(item.adoption().key()));
		}
		catch (HttpClientErrorException ex) {
			refused(robots, ex);
		}
		catch (RestClientException ex) {
			log.warn("state-manager does not take {} robots for now: {}", robots.size(), ex.getMessage());
			this.pending.explain(robots, "state-manager does not answer; it is asked again");
		}
	}

	/** All are refused because of one: each is asked for alone. */
	private void refused(List<Pending> robots, HttpClientErrorException ex) {
		if (robots.size() > 1) {
			robots.forEach(robot -> register(List.of(robot)));
			return;
		}
		this.pending.decide(robots, List.of(new Answer.Item("refused", null)));
		count(Adoption.REFUSED.key());
		log.warn("state-manager refuses robot {}: {}", robots.getFirst().robot().id(), ex.getMessage());
	}

	private void count(String outcome) {
		Counter.builder("discovery.adoptions")
			.description("Robots that state-manager was told of, by what came of it")
			.tag("outcome", outcome)
			.register(this.registry)
			.increment();
	}

}
