/**
 * The fleet as the legacy would know it, read from the new state.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.fleet;

import org.jspecify.annotations.NullMarked;
