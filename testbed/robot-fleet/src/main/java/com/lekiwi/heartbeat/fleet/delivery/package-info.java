/**
 * How beats wait, are sent, and are sent again.
 */
@NullMarked
package com.lekiwi.heartbeat.fleet.delivery;

import org.jspecify.annotations.NullMarked;
