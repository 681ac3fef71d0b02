/**
 * The live push service and the dashboard.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor;

import org.jspecify.annotations.NullMarked;
