/**
 * What people can set.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor.settings;

import org.jspecify.annotations.NullMarked;
