/**
 * Beats in the legacy's dialect on their way to state-manager.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.beat;

import org.jspecify.annotations.NullMarked;
