/**
 * Tells other services what changed, after the commit.
 */
@NullMarked
package com.lekiwi.heartbeat.state.fanout;

import org.jspecify.annotations.NullMarked;
