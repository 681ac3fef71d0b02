/**
 * The fleet in numbers.
 */
@NullMarked
package com.lekiwi.heartbeat.state.census;

import org.jspecify.annotations.NullMarked;
