/**
 * Servers as processes of their own, and what they cost.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.process;

import org.jspecify.annotations.NullMarked;
