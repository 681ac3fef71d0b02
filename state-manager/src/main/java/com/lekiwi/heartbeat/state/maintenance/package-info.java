/**
 * Robots that a person has set aside for a time.
 */
@NullMarked
package com.lekiwi.heartbeat.state.maintenance;

import org.jspecify.annotations.NullMarked;
