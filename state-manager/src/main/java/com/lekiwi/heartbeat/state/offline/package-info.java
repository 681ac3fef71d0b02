/**
 * How a robot goes offline, whatever the cause.
 */
@NullMarked
package com.lekiwi.heartbeat.state.offline;

import org.jspecify.annotations.NullMarked;
