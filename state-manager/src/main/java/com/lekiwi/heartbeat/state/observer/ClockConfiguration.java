package com.lekiwi.heartbeat.state.observer;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the whole service the fleet's time. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

	@Bean
	FleetClock clock() {
		return new FleetClock(Clock.systemUTC().instant(), System::nanoTime);
	}

}
