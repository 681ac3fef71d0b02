package com.lekiwi.heartbeat.discovery.probe;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.settings.BreakerSettings;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Which addresses are left alone. Only those that failed are remembered, each replica for
 * itself; a restart forgets all.
 */
@Component
final class Breakers {

	private static final String NAME = "address";

	private final CircuitBreakerConfig config;

	private final Cache<LiteralAddress, CircuitBreaker> failing;

	Breakers(DiscoverySettings settings, Clock clock, MeterRegistry registry) {
		BreakerSettings breaker = settings.breaker();
		this.config = CircuitBreakerConfig.custom()
			.slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
			.slidingWindowSize(breaker.failures())
			.minimumNumberOfCalls(breaker.failures())
			.failureRateThreshold(100)
			.waitDurationInOpenState(breaker.pause())
			.permittedNumberOfCallsInHalfOpenState(1)
			.currentTimestampFunction(ignored -> clock.millis(), TimeUnit.MILLISECONDS)
			.clock(clock)
			.build();
		this.failing = Caffeine.newBuilder().maximumSize(breaker.maxAddresses()).build();
		Gauge.builder("discovery.breakers.open", this, Breakers::open)
			.description("Addresses that are left alone because they failed too often in a row")
			.register(registry);
		Gauge.builder("discovery.breakers", this.failing, Cache::estimatedSize)
			.description("Addresses that failed the last time that they were asked")
			.register(registry);
	}

	/** Whether it may be asked; if so, {@link #asked} must follow. */
	boolean permits(LiteralAddress address) {
		CircuitBreaker breaker = this.failing.getIfPresent(address);
		return breaker == null || breaker.tryAcquirePermission();
	}

	void asked(LiteralAddress address, Outcome outcome) {
		if (outcome == Outcome.FAILED) {
			// That says nothing of the address.
			CircuitBreaker breaker = this.failing.getIfPresent(address);
			if (breaker != null) {
				breaker.releasePermission();
			}
		}
		else if (outcome.isUnhealthy()) {
			this.failing.get(address, ignored -> CircuitBreaker.of(NAME, this.config))
				.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(outcome.key()));
		}
		else {
			this.failing.invalidate(address);
		}
	}

	private int open() {
		AtomicInteger open = new AtomicInteger();
		this.failing.asMap().values().forEach(breaker -> {
			if (breaker.getState() == CircuitBreaker.State.OPEN) {
				open.incrementAndGet();
			}
		});
		return open.get();
	}

}
