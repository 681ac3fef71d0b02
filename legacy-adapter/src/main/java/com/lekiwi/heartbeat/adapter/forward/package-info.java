/**
 * Tells the legacy of robots that speak to the new side only.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.forward;

import org.jspecify.annotations.NullMarked;
