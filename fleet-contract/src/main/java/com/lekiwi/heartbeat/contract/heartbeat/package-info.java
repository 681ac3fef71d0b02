/**
 * The heartbeat that a robot sends, and the order of heartbeats.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.heartbeat;

import org.jspecify.annotations.NullMarked;
