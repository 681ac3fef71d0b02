/**
 * Scans that begin by themselves.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery.schedule;

import org.jspecify.annotations.NullMarked;
