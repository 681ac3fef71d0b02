/**
 * The log of changes.
 */
@NullMarked
package com.lekiwi.heartbeat.state.event;

import org.jspecify.annotations.NullMarked;
