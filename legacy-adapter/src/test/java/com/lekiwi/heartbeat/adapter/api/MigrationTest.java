package com.lekiwi.heartbeat.adapter.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.lekiwi.heartbeat.adapter.LegacyAdapterApplication;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against a running adapter between a real legacy and a fake state-manager, which
 * begins nothing by itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = LegacyAdapterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "heartbeat.sync.continuous=false", "heartbeat.sync.interval=20ms",
				"heartbeat.forward.enabled=false", "heartbeat.reconcile.tolerance=1s",
				"spring.datasource.hikari.connection-timeout=500", "spring.flyway.enabled=false" })
@ContextConfiguration(initializers = Surroundings.class)
@Timeout(120)
@interface MigrationTest {

}
