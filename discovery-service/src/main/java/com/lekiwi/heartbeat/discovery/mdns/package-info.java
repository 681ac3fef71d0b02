/**
 * Robots that announce themselves.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery.mdns;

import org.jspecify.annotations.NullMarked;
