/**
 * The whole fleet as far as it is known here, and what changed since when.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor.fleet;

import org.jspecify.annotations.NullMarked;
