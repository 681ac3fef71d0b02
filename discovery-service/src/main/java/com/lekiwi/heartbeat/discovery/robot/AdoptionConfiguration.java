package com.lekiwi.heartbeat.discovery.robot;

import com.lekiwi.heartbeat.starter.pace.PacedLoop;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps adopting. */
@Configuration(proxyBeanMethods = false)
class AdoptionConfiguration {

	@Bean
	PacedLoop adoptionLoop(Adopter adopter) {
		return new PacedLoop("adoption", adopter::step);
	}

}
