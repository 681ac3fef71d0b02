/**
 * Which robots' leases end when, as an index in Redis.
 */
@NullMarked
package com.lekiwi.heartbeat.state.lease;

import org.jspecify.annotations.NullMarked;
