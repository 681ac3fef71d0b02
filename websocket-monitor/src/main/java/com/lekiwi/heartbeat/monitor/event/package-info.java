/**
 * The newest part of the log of changes, as watchers read it.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor.event;

import org.jspecify.annotations.NullMarked;
