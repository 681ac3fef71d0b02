/**
 * Figures, their medians and ratios, as a table and as JSON.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.report;

import org.jspecify.annotations.NullMarked;
