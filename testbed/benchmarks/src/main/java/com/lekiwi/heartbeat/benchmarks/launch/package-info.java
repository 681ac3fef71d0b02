/**
 * The command line.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.launch;

import org.jspecify.annotations.NullMarked;
