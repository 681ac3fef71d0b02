/**
 * The legacy's HTTP API, to the byte, on the new state.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.dialect;

import org.jspecify.annotations.NullMarked;
