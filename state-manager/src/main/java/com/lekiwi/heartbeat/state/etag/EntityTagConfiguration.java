package com.lekiwi.heartbeat.state.etag;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts entity tags on what the API answers. */
@Configuration(proxyBeanMethods = false)
class EntityTagConfiguration {

	@Bean
	FilterRegistrationBean<EntityTagFilter> entityTagFilter() {
		FilterRegistrationBean<EntityTagFilter> registration = new FilterRegistrationBean<>(new EntityTagFilter());
		registration.addUrlPatterns("/api/v2/*");
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
		return registration;
	}

}
