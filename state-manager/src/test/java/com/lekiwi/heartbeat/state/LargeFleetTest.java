package com.lekiwi.heartbeat.state;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.test.context.TestPropertySource;

/**
 * A test with thousands of robots. What is set makes a context, and so a database, that
 * other tests do not share: so many robots would be in their way.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@StateManagerTest
@TestPropertySource(properties = "heartbeat.export.at-once=" + LargeFleetTest.EXPORTS_AT_ONCE)
public @interface LargeFleetTest {

	/** How many exports there may be at the same time. */
	int EXPORTS_AT_ONCE = 3;

}
