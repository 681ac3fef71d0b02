/**
 * Threads that do one thing again and again, no faster than they may.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.pace;

import org.jspecify.annotations.NullMarked;
