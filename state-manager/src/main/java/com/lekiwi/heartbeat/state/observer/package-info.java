/**
 * Whether anybody was watching, and what time it is.
 */
@NullMarked
package com.lekiwi.heartbeat.state.observer;

import org.jspecify.annotations.NullMarked;
