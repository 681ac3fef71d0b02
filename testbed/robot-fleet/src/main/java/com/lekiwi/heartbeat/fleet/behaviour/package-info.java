/**
 * How a robot lives, step by step, from a seed. No clock, no network.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.behaviour;

import org.jspecify.annotations.NullMarked;
