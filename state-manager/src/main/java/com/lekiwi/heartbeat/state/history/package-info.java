/**
 * The fleet as it was, read from the log.
 */
@NullMarked
package com.lekiwi.heartbeat.state.history;

import org.jspecify.annotations.NullMarked;
