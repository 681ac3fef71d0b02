/**
 * How many heartbeats are taken a second, durably, and against what.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
