/**
 * The fleet as a library, and as a program.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.launch;

import org.jspecify.annotations.NullMarked;
