/**
 * What it costs to know a fleet, as it grows: silence noticed, robots read, stores
 * filled.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
