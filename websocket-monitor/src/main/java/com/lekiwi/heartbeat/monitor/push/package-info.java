/**
 * What watchers are sent over their WebSockets.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor.push;

import org.jspecify.annotations.NullMarked;
