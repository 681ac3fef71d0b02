/**
 * Compares both sides, and repairs what can be repaired.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.reconcile;

import org.jspecify.annotations.NullMarked;
