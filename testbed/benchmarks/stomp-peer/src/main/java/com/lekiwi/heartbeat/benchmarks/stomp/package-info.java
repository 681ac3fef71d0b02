/**
 * Spring's STOMP simple broker, to be measured against.
 */
@NullMarked
package com.lekiwi.heartbeat.benchmarks.stomp;

import org.jspecify.annotations.NullMarked;
