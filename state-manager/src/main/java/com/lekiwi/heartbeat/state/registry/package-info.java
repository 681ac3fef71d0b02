/**
 * Robots as readers see them.
 */
@NullMarked
package com.lekiwi.heartbeat.state.registry;

import org.jspecify.annotations.NullMarked;
