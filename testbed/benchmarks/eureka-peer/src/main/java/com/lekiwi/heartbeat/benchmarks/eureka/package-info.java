/**
 * Spring Cloud's Eureka server.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.eureka;

import org.jspecify.annotations.NullMarked;
