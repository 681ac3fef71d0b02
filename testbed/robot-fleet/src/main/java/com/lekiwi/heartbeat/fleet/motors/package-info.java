/**
 * The motors that robots find on their buses, sound and broken.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.motors;

import org.jspecify.annotations.NullMarked;
