/**
 * The truth about the fleet: robots, liveness, events.
 */
@NullMarked
package com.lekiwi.heartbeat.state;

import org.jspecify.annotations.NullMarked;
