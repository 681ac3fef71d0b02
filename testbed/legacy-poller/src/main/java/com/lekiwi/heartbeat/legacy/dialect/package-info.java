/**
 * The legacy's HTTP API, to the byte.
 */
@NullMarked
package com.lekiwi.heartbeat.legacy.dialect;

import org.jspecify.annotations.NullMarked;
