/**
 * What a benchmark is, and what it may leave open while it runs.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.run;

import org.jspecify.annotations.NullMarked;
