/**
 * What ten thousand watchers cost, and how soon they see a heartbeat.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.push;

import org.jspecify.annotations.NullMarked;
