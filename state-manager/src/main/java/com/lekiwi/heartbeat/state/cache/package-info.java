/**
 * Copies of robots in Redis, for those who ask again and again.
 */
@NullMarked
package com.lekiwi.heartbeat.state.cache;

import org.jspecify.annotations.NullMarked;
