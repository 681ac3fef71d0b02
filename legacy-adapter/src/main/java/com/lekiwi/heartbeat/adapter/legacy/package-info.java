/**
 * Speaks to the legacy.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.legacy;

import org.jspecify.annotations.NullMarked;
