/**
 * What moving traffic costs at the edge: a shadow that is sick, a side that fails, a
 * split that is changed, and the adapter between both worlds.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.edge;

import org.jspecify.annotations.NullMarked;
