/**
 * The load generator.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.wrk;

import org.jspecify.annotations.NullMarked;
