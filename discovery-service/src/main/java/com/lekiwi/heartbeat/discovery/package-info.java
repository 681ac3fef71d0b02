/**
 * Finds robots in the configured networks, and tells what they are.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery;

import org.jspecify.annotations.NullMarked;
