/**
 * Robots that a person took out of the fleet.
 */
@NullMarked
package com.lekiwi.heartbeat.state.retirement;

import org.jspecify.annotations.NullMarked;
