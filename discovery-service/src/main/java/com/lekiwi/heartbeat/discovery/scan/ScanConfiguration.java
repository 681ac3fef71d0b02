package com.lekiwi.heartbeat.discovery.scan;

import com.lekiwi.heartbeat.starter.pace.PacedLoop;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps counting and cleaning up. */
@Configuration(proxyBeanMethods = false)
class ScanConfiguration {

	@Bean
	PacedLoop scanUpkeepLoop(ScanUpkeep upkeep) {
		return new PacedLoop("scan-upkeep", upkeep::keep);
	}

}
