package com.lekiwi.heartbeat.monitor.page;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Has browsers ask each time whether a file of the page has changed. They are answered by
 * its content: the files' times say nothing, as the build sets them all to the same.
 */
@Configuration(proxyBeanMethods = false)
class PageFilters {

	private static final String[] FILES = { "/", "/index.html", "/app/*", "/webjars/*" };

	@Bean
	FilterRegistrationBean<ShallowEtagHeaderFilter> entityTags() {
		ShallowEtagHeaderFilter filter = new ShallowEtagHeaderFilter();
		// Tomcat does not compress what has a strong one.
		filter.setWriteWeakETag(true);
		FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(filter);
		registration.addUrlPatterns(FILES);
		return registration;
	}

	@Bean
	FilterRegistrationBean<PagePolicyFilter> pagePolicy() {
		FilterRegistrationBean<PagePolicyFilter> registration = new FilterRegistrationBean<>(new PagePolicyFilter());
		registration.addUrlPatterns(FILES);
		return registration;
	}

}
