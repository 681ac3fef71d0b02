/**
 * The same as over a WebSocket for those who ask again and again.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor.poll;

import org.jspecify.annotations.NullMarked;
