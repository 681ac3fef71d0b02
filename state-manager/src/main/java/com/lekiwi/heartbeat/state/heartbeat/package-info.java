/**
 * Takes heartbeats: reads them, orders them, commits them in groups, answers after the
 * commit.
 */
@NullMarked
package com.lekiwi.heartbeat.state.heartbeat;

import org.jspecify.annotations.NullMarked;
