package com.lekiwi.heartbeat.adapter.edgelog;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;

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

}
