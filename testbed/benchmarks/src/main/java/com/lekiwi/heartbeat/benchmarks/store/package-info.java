/**
 * The stores under the servers that are measured.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.store;

import org.jspecify.annotations.NullMarked;
