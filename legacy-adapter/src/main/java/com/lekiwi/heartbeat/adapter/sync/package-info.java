/**
 * Brings over what the legacy hears.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.sync;

import org.jspecify.annotations.NullMarked;
