/**
 * The endpoint for heartbeats, doing nothing.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
