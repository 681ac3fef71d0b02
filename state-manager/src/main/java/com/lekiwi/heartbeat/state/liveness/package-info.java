/**
 * Notices that a robot has fallen silent.
 */
@NullMarked
package com.lekiwi.heartbeat.state.liveness;

import org.jspecify.annotations.NullMarked;
