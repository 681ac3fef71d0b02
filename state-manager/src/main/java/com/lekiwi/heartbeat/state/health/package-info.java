/**
 * Whether the whole new system works.
 */
@NullMarked
package com.lekiwi.heartbeat.state.health;

import org.jspecify.annotations.NullMarked;
