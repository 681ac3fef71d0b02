/**
 * Where the fleet's state comes from, and how far it can be believed.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor.source;

import org.jspecify.annotations.NullMarked;
