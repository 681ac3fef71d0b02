/**
 * Battery and resources over time: a row a robot a minute.
 */
@NullMarked
package com.lekiwi.heartbeat.state.sample;

import org.jspecify.annotations.NullMarked;
