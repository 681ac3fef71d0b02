/**
 * What keeps the legacy and the new system in step. All of it goes on the day the legacy
 * goes.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter;

import org.jspecify.annotations.NullMarked;
