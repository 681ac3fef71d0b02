/**
 * WebSockets on the wire: what is sent is written once for all who get it.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor.wire;

import org.jspecify.annotations.NullMarked;
