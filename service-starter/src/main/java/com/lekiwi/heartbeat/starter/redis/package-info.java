/**
 * How services speak to Redis: it may be away, and nothing may wait for it.
 */
@NullMarked
package com.lekiwi.heartbeat.starter.redis;

import org.jspecify.annotations.NullMarked;
