package com.lekiwi.heartbeat.adapter.dialect;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the legacy's dialect in front of everything else. */
@Configuration(proxyBeanMethods = false)
class DialectConfiguration {

	@Bean
	FilterRegistrationBean<DialectLane> dialectLane(DialectRoutes routes) {
		FilterRegistrationBean<DialectLane> lane = new FilterRegistrationBean<>(new DialectLane(routes));
		lane.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return lane;
	}

	/**
	 * The legacy has nothing at such a path, and says so; Tomcat would call it malformed.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
		return factory -> factory.addConnectorCustomizers(
				connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
	}

}
