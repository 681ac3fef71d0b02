/**
 * The robots at work: beats made on time, delivered, and the truth about them.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.simulation;

import org.jspecify.annotations.NullMarked;
