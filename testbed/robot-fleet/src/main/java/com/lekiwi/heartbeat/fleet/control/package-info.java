/**
 * The simulation's truth over HTTP, and the switches to it.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.control;

import org.jspecify.annotations.NullMarked;
