package com.lekiwi.heartbeat.adapter.edgelog;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what is no component of its own. */
@Configuration(proxyBeanMethods = false)
class EdgeLogConfiguration {

	@Bean
	LineNumbers edgeLineNumbers(AdapterSettings settings, LineCounts counts) {
		LineNumbers numbers = new LineNumbers(settings.edgeLog().lateAfter());
		counts.watch(numbers);
		return numbers;
	}

	@Bean
	AddressGroups edgeAddressGroups(AdapterSettings settings, MeterRegistry registry) {
		AddressGroups groups = new AddressGroups(settings.edgeLog().addressWindow());
		Gauge.builder("migration.largest.address.group.share", groups, all -> all.largest().share())
			.description("Share of heartbeats in the legacy's dialect that come from behind one address and are split "
					+ "by it; no number without heartbeats")
			.register(registry);
		return groups;
	}

}
