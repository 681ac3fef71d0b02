/**
 * What the legacy knows of robots, in memory only.
 */
@NullMarked
package com.lekiwi.heartbeat.legacy.memory;

import org.jspecify.annotations.NullMarked;
